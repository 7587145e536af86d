// Kernels of defineKernel: special functions, linear algebra, random draws.
import { watchElementwise } from '@baytes/kernels';
import { broadcastShape, type HostKernel, hostKernel, sizeOf } from '@baytes/tensor';
import type { Node, Routine } from '../graph/node';
import { learnLaw, type Operation } from '../scalar/operations';
import type { Call } from './rule';

/** The results of a kernel that was made by `defineKernel`; nothing if it was not. */
export function hostKernelResults(call: Call): Node[] | undefined {
  const kernel = hostKernel(call.kernel);
  if (kernel === undefined) return undefined;
  if (call.key !== undefined) return drawn(call, kernel, call.key);
  const inputs = kernel.inputs.map((name) => call.inputs[name]);
  if (kernel.output === undefined) {
    const scalar = scalarFunction(kernel, call.attributes);
    const shape = broadcastShape(Object.fromEntries(kernel.inputs.map((name, i) => [name, inputs[i].shape])), call.kernel);
    if (scalar !== undefined) {
      const operands = scalar.operands.map((each) => (typeof each === 'number' ? call.build.number(each) : inputs[each.input]));
      return [call.build.map(scalar.operation, operands, shape)];
    }
    return onArrays(
      call,
      kernel,
      inputs.map((input) => call.build.broadcast(input, shape)),
    );
  }
  return onArrays(call, kernel, inputs);
}

interface ScalarFunction {
  operation: Operation;
  /** Numbers, and inputs by their place. */
  operands: (number | { input: number })[];
}

/**
 * The function that an elementwise kernel applies to each number, if that is all it does: one call of an elementwise function of
 * @baytes/kernels, of its inputs and of numbers. Found by calling the kernel while such calls are watched instead of carried out.
 */
export function scalarFunction(kernel: HostKernel, attributes: Record<string, unknown>): ScalarFunction | undefined {
  const UNTOUCHED = 0.8125;
  const tokens = kernel.inputs.map(() => Float64Array.of(UNTOUCHED));
  const out = Float64Array.of(UNTOUCHED);
  const shapes = Object.fromEntries(kernel.inputs.map((name) => [name, [1]]));
  let calls = 0;
  let found: ScalarFunction | undefined;
  watchElementwise(
    ({ name, given, out: target, scalar }) => {
      calls++;
      const operands = given.map((each) =>
        typeof each === 'number' ? each : { input: tokens.indexOf(each as Float64Array<ArrayBuffer>) },
      );
      const known = operands.every((each) => typeof each === 'number' || each.input >= 0);
      if (target === out && known) found = { operation: learnLaw(name, given.length, scalar), operands };
    },
    () => {
      const named = Object.fromEntries(kernel.inputs.map((name, i) => [name, tokens[i]]));
      kernel.host(named, { [kernel.outputs[0]]: out }, { shapes, outputShapes: [[1]], attributes: attributes as never });
    },
  );
  return calls === 1 && out[0] === UNTOUCHED && tokens.every(([each]) => each === UNTOUCHED) ? found : undefined;
}

function onArrays({ build, attributes, outputs }: Call, kernel: HostKernel, inputs: Node[]): Node[] {
  const shapes = Object.fromEntries(kernel.inputs.map((name, i) => [name, inputs[i].shape]));
  const context = { shapes, outputShapes: outputs.map(({ shape }) => shape), attributes };
  const routine: Routine = {
    name: kernel.name,
    key: JSON.stringify([attributes, Object.values(shapes)]),
    outputs,
    run: (from, to) => {
      for (const each of to) each.fill(0);
      kernel.host(byName(kernel.inputs, from), byName(kernel.outputs, to), context);
    },
  };
  return build.call(routine, inputs);
}

/** Draws have the bits of the eager kernel: its parameters and results are float32. */
function drawn({ build, inputs, attributes, outputs }: Call, kernel: HostKernel, key: Node): Node[] {
  const nodes = kernel.inputs.map((name) => inputs[name]);
  const shapes = Object.fromEntries(kernel.inputs.map((name, i) => [name, nodes[i].shape]));
  const singles = nodes.map(({ shape }) => new Float32Array(sizeOf(shape)));
  const targets = outputs.map(({ shape, dtype }) =>
    dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)),
  );
  const { key: _, ...rest } = attributes;
  const routine: Routine = {
    name: kernel.name,
    key: JSON.stringify([rest, Object.values(shapes)]),
    outputs,
    run: ([words, ...from], to) => {
      from.forEach((each, i) => {
        singles[i].set(each);
      });
      for (const each of targets) each.fill(0);
      kernel.host(byName(kernel.inputs, singles), byName(kernel.outputs, targets), {
        shapes,
        outputShapes: outputs.map(({ shape }) => shape),
        attributes: { ...rest, key: [words[0], words[1]] },
      });
      targets.forEach((each, i) => {
        to[i].set(each);
      });
    },
  };
  return build.call(routine, [key, ...nodes]);
}

const byName = <V>(names: readonly string[], all: readonly V[]): Record<string, V> =>
  Object.fromEntries(names.map((name, i) => [name, all[i]]));

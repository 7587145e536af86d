// From a recording to a graph.
import { threefry2x32 } from '@baytes/kernels';
import { Builder } from '../graph/build';
import { type Graph, graphOf, type Node, type Routine } from '../graph/node';
import type { KernelCall, Trace, Traced, TracedKey } from '../record/trace';
import { creation } from './creation';
import { elementwise } from './elementwise';
import { hostKernelResults } from './host-kernel';
import { indexing } from './indexing';
import { matrixParts } from './matrix-part';
import { positiveDefinite } from './positive-definite';
import { stable } from './stable';
import { products } from './product';
import { reductions } from './reduction';
import type { Call, Rules } from './rule';
import { scans } from './scan';
import { shapes } from './shape';

/** Rules by the names of TensorFlow.js's kernels. Those of `defineKernel` need none. */
export const rules: Rules = {
  ...elementwise,
  ...reductions,
  ...shapes,
  ...creation,
  ...indexing,
  ...scans,
  ...products((kernel, call) => rules[kernel](call) as Node),
};

/** Rules of kernels of Baytes that do better than their functions on the host. */
export const ownRules: Rules = { ...matrixParts, ...positiveDefinite, ...stable };

/** Puts every kernel of a recording into a graph. */
export function lower(trace: Trace): Graph {
  const results = new Map<KernelCall, Node[]>();
  const leaves = new Map<Traced, Node>();
  const nodeOf = (traced: Traced): Node => {
    if (traced.kind === 'result') return results.get(traced.call)?.[traced.number] as Node;
    const known = leaves.get(traced);
    if (known !== undefined) return known;
    const { shape, dtype } = traced;
    const origin = { kernel: traced.kind, place: () => undefined };
    const node: Node =
      traced.kind === 'input'
        ? { kind: 'input', slot: traced.slot, shape, dtype, origin }
        : new Builder(origin).constant(traced.values, shape, dtype);
    leaves.set(traced, node);
    return node;
  };
  const keys = new Map<TracedKey, Node>();
  for (const call of trace.calls) {
    const build = new Builder({ kernel: call.kernel, place: call.place });
    const inputs = Object.fromEntries(Object.entries(call.inputs).map(([name, traced]) => [name, nodeOf(traced)]));
    const key = call.key && keyNode(call.key, build, keys);
    const { kernel, attributes, outputs } = call;
    const made = resultsOf({ kernel, build, inputs, attributes, outputs, key }, call.place);
    results.set(
      call,
      made.map((node, i) => build.reshape(node, outputs[i].shape)),
    );
  }
  return graphOf(trace.outputs.map(nodeOf));
}

function resultsOf(call: Call, place: () => string | undefined): Node[] {
  const rule = rules[call.kernel] ?? ownRules[call.kernel];
  const made = rule === undefined ? hostKernelResults(call) : [rule(call)].flat();
  if (made !== undefined) return made;
  throw new Error(
    `compile: there is no emitter for the kernel ${call.kernel}, called at ${place() ?? 'an unknown place'}: run this function eagerly, ` +
      'or leave that op outside of the program and give it its result (coverage() lists what programs have)',
  );
}

/** Two words; children of keys are made from them when the program runs. */
function keyNode(key: TracedKey, build: Builder, known: Map<TracedKey, Node>): Node {
  const found = known.get(key);
  if (found !== undefined) return found;
  const node = makeKey(key, build, known);
  known.set(key, node);
  return node;
}

function makeKey(key: TracedKey, build: Builder, known: Map<TracedKey, Node>): Node {
  const { origin } = build;
  if (key.kind === 'input') return { kind: 'input', slot: key.slot, shape: [2], dtype: 'key', origin };
  if (key.kind === 'constant')
    return { kind: 'constant', values: Float64Array.from(key.words), shape: [2], dtype: 'key', origin };
  const [high, low] = key.counter;
  const routine: Routine = {
    name: 'childKey',
    key: `${high} ${low}`,
    outputs: [{ shape: [2], dtype: 'key' }],
    run: ([parent], [child]) => child.set(threefry2x32([parent[0], parent[1]], high, low)),
  };
  return build.call(routine, [keyNode(key.parent, build, known)])[0];
}

// TensorFlow.js's record of what was computed, put in order.
import { engine, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

interface TapeNode {
  id: number;
  kernelName: string;
  inputs: NamedTensorMap;
  outputs: Tensor[];
  saved?: Tensor[];
}

type CustomGradient = (...args: unknown[]) => { value: Tensor; gradFunc: unknown };

/** The inside of TensorFlow.js's engine, as far as it concerns us. */
interface TapeEngine {
  state: { activeTape: TapeNode[] | null; gradientDepth: number };
  gradients(...args: unknown[]): unknown;
  isTapeOn(): boolean;
  nextTensorId(): number;
  addTapeNode(
    kernelName: string,
    inputs: NamedTensorMap,
    outputs: Tensor[],
    gradient: unknown,
    saved: Tensor[],
    attributes: unknown,
  ): void;
  saveTensorsForBackwardMode(tensors: (Tensor | undefined)[]): Tensor[];
  customGrad(f: CustomGradient): (...inputs: Tensor[]) => Tensor;
}

const mended = new WeakSet<object>();

/**
 * Makes second derivatives right through gradients that save their outputs, a user's `customGrad` included.
 *
 * TensorFlow.js saves an output by a clone, and puts the clone on its tape before the operation that made the output. The search
 * for what leads from x to y reads the tape once, in order, so it takes the clone for a constant, and the part of the second
 * derivative that passes through it is lost without an error (tfjs issue 3252). Here the operation is put before its clones.
 *
 * Besides: inputs that are not given (batch normalisation without a scale) are left off the tape, where they would crash; and a
 * custom gradient that saves a value of its own making (neither input nor output) has second derivatives that cannot be right,
 * so asking for them throws. A gradient may itself be made by `grad`, which would end the tape that it is called from. After an
 * error in a gradient, what had been saved for the way back is disposed of, and the tape around it goes on.
 */
export function mendTape(): void {
  const target = engine() as unknown as TapeEngine;
  if (mended.has(target)) return;
  mended.add(target);

  const addTapeNode = target.addTapeNode.bind(target);
  target.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    const given = Object.values(inputs).every((each) => each != null)
      ? inputs
      : Object.fromEntries(Object.entries(inputs).filter(([, each]) => each != null));
    addTapeNode(kernelName, given, outputs, gradient, saved, attributes);
    if (saved.length === 0) return;
    const tape = target.state.activeTape as TapeNode[];
    const made = new Set(outputs.map(({ id }) => id));
    let first = tape.length - 1;
    for (let at = tape.length - 2; at >= Math.max(0, tape.length - 1 - saved.length); at--) {
      if (made.has(tape[at].inputs.x?.id)) first = at;
    }
    if (first < tape.length - 1) tape.splice(first, 0, tape.pop() as TapeNode);
  };

  const saveTensors = target.saveTensorsForBackwardMode.bind(target);
  target.saveTensorsForBackwardMode = (tensors) => saveTensors(tensors.filter((each) => each != null));

  const gradients = target.gradients.bind(target);
  target.gradients = (...args) => {
    const outer = target.state.activeTape;
    try {
      const result = gradients(...args);
      if (target.state.gradientDepth === 0) target.state.activeTape = outer;
      return result;
    } catch (error) {
      const { state } = target;
      if (state.gradientDepth === 0 && state.activeTape !== outer) {
        for (const { saved } of state.activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose();
        state.activeTape = outer;
      }
      throw error;
    }
  };

  const customGrad = target.customGrad.bind(target);
  target.customGrad = (f) => {
    return (...inputs) => {
      if (!target.isTapeOn()) return customGrad(f)(...inputs);
      const before = target.nextTensorId();
      const scope = customGrad((...args) => {
        const save = args.pop() as (tensors: Tensor[]) => void;
        let saving: Tensor[] = [];
        const result = f(...args, (tensors: Tensor[]) => {
          saving = saving.concat(tensors);
        });
        for (const tensor of saving) {
          if (tensor.id > before && tensor !== result.value && tensor.dtype === 'float32') {
            addTapeNode('customGrad', Object.fromEntries(inputs.map((input, i) => [i, input])), [tensor], refuse, [], {});
          }
        }
        if (saving.length > 0) save(saving);
        return result;
      });
      return scope(...inputs);
    };
  };
}

function refuse(): never {
  throw new Error(
    'a custom gradient (tf.customGrad) saved a value that it had computed itself, so its second derivative cannot be right: let it ' +
      'save its inputs or its output only. Inside TensorFlow.js, tf.losses.softmaxCrossEntropy does so: use logSoftmax',
  );
}

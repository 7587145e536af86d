// How a gradient is written down here: a rule a kernel, from its inputs, its attributes and the cotangent of its output.
import { type GradConfig, type NamedTensorMap, reshape, type Tensor, where, zeros, zerosLike } from '@tensorflow/tfjs-core';
import { sumToShape } from '../kernel/broadcast';

/** What a kernel is told beside tensors; every kernel has its own. */
// biome-ignore lint/suspicious/noExplicitAny: TensorFlow.js does not type the attributes of a kernel by its name
export type KernelAttributes = any;

/** Cotangents by input, as thunks: only those that are needed are computed. */
export type Cotangents = Record<string, () => Tensor>;

/** The gradient of one kernel of TensorFlow.js. It sees inputs only, so that it can itself be differentiated. */
export interface Rule {
  inputs: readonly string[];
  gradient: (inputs: NamedTensorMap, dy: Tensor, attributes: KernelAttributes, dys: Tensor[]) => Cotangents;
}

/** The gradient of a kernel that takes a list of tensors. */
export interface ListRule {
  list: (inputs: Tensor[], dy: Tensor, attributes: KernelAttributes) => (() => Tensor)[];
}

/** Rules by the kernel's name in TensorFlow.js's registry. */
export type Rules = Record<string, Rule | ListRule>;

/** A kernel with one input, under any name. */
export const unary = (derivative: (x: Tensor, dy: Tensor, attributes: KernelAttributes) => Tensor, input = 'x'): Rule => ({
  inputs: [input],
  gradient: (inputs, dy, attributes) => ({ [input]: () => derivative(inputs[input], dy, attributes) }),
});

type Partial2 = (a: Tensor, b: Tensor, dy: Tensor) => Tensor;

/** An elementwise kernel of `a` and `b`, which broadcast. */
export const binary = (byA: Partial2, byB: Partial2): Rule => ({
  inputs: ['a', 'b'],
  gradient: ({ a, b }, dy) => ({
    a: () => sumToShape(byA(a, b, dy), a.shape),
    b: () => sumToShape(byB(a, b, dy), b.shape),
  }),
});

/** A kernel that is constant almost everywhere: floor, comparisons, indices. */
export const constant = (...inputs: string[]): Rule => ({
  inputs,
  gradient: (tensors) => Object.fromEntries(inputs.map((input) => [input, () => zeros(tensors[input].shape)])),
});

/** A kernel whose gradient we do not have: an error that says so, and what to do. */
export const missing = (advice: string): { missing: string } => ({ missing: advice });

/** `value` where `mask`, else 0: unlike a product, it keeps NaN and infinities out. */
export const only = (mask: Tensor, value: Tensor): Tensor => where(mask, value, zerosLike(value));

/** The shape of `x` with length 1 along `axes`. */
export const keptShape = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((length, axis) => (axes.includes(axis) ? 1 : length));

/** TensorFlow.js's form of a rule. Results are never the cotangent itself, which it may dispose of. */
export function gradConfig(kernelName: string, rule: Rule | ListRule): GradConfig {
  const fresh = (thunk: () => Tensor, dys: Tensor | Tensor[]) => () => {
    const result = thunk();
    return result === dys || (Array.isArray(dys) && dys.includes(result)) ? reshape(result, result.shape) : result;
  };
  if ('list' in rule) {
    return {
      kernelName,
      saveAllInputs: true,
      gradFunc: (dy, saved, attributes) =>
        rule.list(saved, dy as Tensor, attributes).map((thunk) => fresh(thunk, dy)) as unknown as Cotangents,
    };
  }
  return {
    kernelName,
    inputsToSave: [...rule.inputs],
    gradFunc: (dy, saved, attributes) => {
      const inputs: NamedTensorMap = {};
      rule.inputs.forEach((input, i) => {
        if (saved[i]) inputs[input] = saved[i];
      });
      const dys = Array.isArray(dy) ? dy : [dy];
      const found = rule.gradient(inputs, dys[0], attributes, dys);
      return Object.fromEntries(Object.entries(found).map(([input, thunk]) => [input, fresh(thunk, dy)]));
    },
  };
}

// Matrix products, with every transpose flag and broadcast batches, and sums of products by index.
import { einsum, matMul, mul, onesLike, reshape, sum, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { sumToShape } from '../kernel/broadcast';
import type { Rules } from './rule';

/** The subscripts of an equation: those of the inputs, and those of the output. */
export function subscripts(equation: string): { inputs: string[]; output: string } {
  const [left, right] = equation.replace(/\s/g, '').split('->');
  return { inputs: left.split(','), output: right };
}

export const matrixProduct: Rules = {
  BatchMatMul: {
    inputs: ['a', 'b'],
    gradient: ({ a, b }, dy, { transposeA, transposeB }) => ({
      a: () => sumToShape(transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB), a.shape),
      b: () => sumToShape(transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false), b.shape),
    }),
  },
  Einsum: {
    list: (inputs, dy, { equation }) => {
      const { inputs: subs, output } = subscripts(equation);
      return inputs.map((input, i) => () => {
        const own = subs[i];
        const others = inputs.filter((_, j) => j !== i);
        const otherSubs = subs.filter((_, j) => j !== i);
        // Letters that only this input has were summed over: their cotangent is the same all along.
        const common = [...own].filter((letter) => output.includes(letter) || otherSubs.some((sub) => sub.includes(letter)));
        const terms: Tensor[] = [dy, ...others];
        const found = einsumOf([output, ...otherSubs], common.join(''), terms);
        const lengths = [...own].map((letter, axis) => (common.includes(letter) ? input.shape[axis] : 1));
        return mul(reshape(found, lengths), onesLike(input));
      });
    },
  },
};

/** einsum that also takes a scalar, and an operand whose letters are all summed. */
function einsumOf(subs: string[], output: string, tensors: Tensor[]): Tensor {
  if (tensors.length === 1) {
    const [sub] = subs;
    const kept = [...sub].filter((letter) => output.includes(letter));
    const axes = [...sub].map((_, axis) => axis).filter((axis) => !output.includes(sub[axis]));
    const summed = axes.length > 0 ? sum(tensors[0], axes) : tensors[0];
    return transpose(
      summed,
      [...output].map((letter) => kept.indexOf(letter)),
    );
  }
  return einsum(`${subs.join(',')}->${output}`, ...tensors);
}

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
        // The letters of another term that are in no other place are summed over there first.
        const found = einsumOf([output, ...otherSubs], common.join(''), [dy, ...others]);
        const lengths = [...own].map((letter, axis) => (common.includes(letter) ? input.shape[axis] : 1));
        return mul(reshape(found, lengths), onesLike(input));
      });
    },
  },
};

/** einsum, also of one tensor, and with letters of a single term that are summed over. */
function einsumOf(subs: string[], output: string, tensors: Tensor[]): Tensor {
  const reduced = subs.map((sub, i) => {
    const elsewhere = output + subs.filter((_, j) => j !== i).join('');
    return reduceTo(sub, [...sub].filter((letter) => elsewhere.includes(letter)).join(''), tensors[i]);
  });
  const [first, second] = reduced;
  if (!second) return permuted(first.sub, output, first.tensor);
  return einsum(`${first.sub},${second.sub}->${output}`, first.tensor, second.tensor);
}

/** Sums over the letters of `sub` that are not in `kept`. */
function reduceTo(sub: string, kept: string, tensor: Tensor): { sub: string; tensor: Tensor } {
  const axes = [...sub].map((_, axis) => axis).filter((axis) => !kept.includes(sub[axis]));
  return { sub: kept, tensor: axes.length > 0 ? sum(tensor, axes) : tensor };
}

const permuted = (sub: string, output: string, tensor: Tensor) =>
  transpose(
    tensor,
    [...output].map((letter) => sub.indexOf(letter)),
  );

import { type KeyLike, logGamma, normal } from '@baytes/random';
import { diagonal, lowerTriangle } from '@baytes/tensor';
import { add, exp, expandDims, mul, range, sub, type Tensor, ones } from '@tensorflow/tfjs-core';
import { splitKey } from '../../split-key';

/** Ones below the diagonal. */
const below = (n: number): Tensor => sub(lowerTriangle(ones([n, n])), diagonal(ones([n])));

/**
 * Bartlett's factor A, lower triangular, with A A' of the standard Wishart law: normal below the diagonal, and roots of chi-squares of
 * `degreesOfFreedom` - i on it, whose derivative in the degrees of freedom is that of gamma draws.
 *
 * @param shape of the result: batch, n, n.
 */
export function bartlett(key: KeyLike, degreesOfFreedom: Tensor, shape: readonly number[]): Tensor {
  const n = shape[shape.length - 1];
  const [first, second] = splitKey(key, 2);
  const concentration = mul(0.5, sub(expandDims(degreesOfFreedom, -1), range(0, n)));
  const logs = logGamma(first, { concentration, rate: 0.5 }, { shape: shape.slice(0, -1) });
  const z = normal(second, { loc: 0, scale: 1 }, { shape });
  return add(mul(z, below(n)), diagonal(exp(mul(0.5, logs))));
}

import { shapeOf } from '@baytes/tensor';
import { expandDims, logSumExp, softmax, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { KeyLike } from '../key';
import { type DrawOptions, type ParameterLike, settleShape } from '../law';
import { standardLogGamma } from './standard-gamma';

function logGammas(law: string, key: KeyLike, concentration: ParameterLike, options?: DrawOptions): Tensor {
  const shape = shapeOf(concentration);
  const categories = shape.at(-1);
  if (categories === undefined)
    throw new RangeError(`${law}: concentration must be a vector or rows of them; got a single number`);
  const batch = settleShape(law, { 'rows of concentration': shape.slice(0, -1) }, options);
  return standardLogGamma(key, { concentration }, { shape: [...batch, categories] });
}

/**
 * Dirichlet draws: points of the simplex with density proportional to prod x_k^(a_k - 1). Gamma draws in log space, normalised, so
 * that concentrations near 0 give no 0 / 0.
 *
 * @param parameters `concentration` > 0 of shape [..., K].
 * @param options `shape` is that of the rows: the result has the shape [...shape, K].
 * @example
 * dirichlet(key(0), { concentration: [0.1, 1, 10] }, { shape: [100] }); // [100, 3]
 */
export function dirichlet(key: KeyLike, parameters: { concentration: ParameterLike }, options?: DrawOptions): Tensor {
  return tidy(() => softmax(logGammas('dirichlet', key, parameters.concentration, options)));
}

/** Logarithms of the draws of {@link dirichlet}: finite at every concentration. */
export function logDirichlet(key: KeyLike, parameters: { concentration: ParameterLike }, options?: DrawOptions): Tensor {
  return tidy(() => {
    const logs = logGammas('logDirichlet', key, parameters.concentration, options);
    return sub(logs, expandDims(logSumExp(logs, -1), -1));
  });
}

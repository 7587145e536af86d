// Normalisation by given moments, and by neighbouring channels.
import { add, linalg, matMul, mul, neg, ones, pow, reshape, rsqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { sumToShape } from '../kernel/broadcast';
import type { Rules } from './rule';

export const normalization: Rules = {
  FusedBatchNorm: {
    // Without a scale there are three.
    inputs: ['x', 'mean', 'variance', 'scale'],
    gradient: ({ x, mean, variance, scale }, dy, { varianceEpsilon }) => {
      const inverse = () => rsqrt(add(variance, varianceEpsilon));
      const scaled = () => (scale ? mul(dy, scale) : dy);
      return {
        x: () => mul(scaled(), inverse()),
        mean: () => sumToShape(neg(mul(scaled(), inverse())), mean.shape),
        variance: () => {
          const cube = mul(inverse(), mul(inverse(), inverse()));
          return sumToShape(mul(-0.5, mul(cube, mul(sub(x, mean), scaled()))), variance.shape);
        },
        scale: () => sumToShape(mul(dy, mul(sub(x, mean), inverse())), (scale ?? mean).shape),
        offset: () => sumToShape(dy, mean.shape),
      };
    },
  },
  LRN: {
    inputs: ['x'],
    // y = x s^-beta, s = bias + alpha B x^2, where B sums over neighbouring channels.
    gradient: ({ x }, dy, { depthRadius, bias, alpha, beta }) => ({
      x: () => {
        const channels = x.shape[x.rank - 1];
        const band = linalg.bandPart(ones([channels, channels]), depthRadius, depthRadius);
        const neighbours = (values: Tensor) => reshape(matMul(reshape(values, [-1, channels]), band), x.shape);
        const s = add(bias, mul(alpha, neighbours(square(x))));
        const through = neighbours(mul(dy, mul(x, pow(s, -beta - 1))));
        return sub(mul(dy, pow(s, -beta)), mul(2 * alpha * beta, mul(x, through)));
      },
    }),
  },
};

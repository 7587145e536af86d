import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { multigammalnComposite, multiPolygammaComposite } from './composite-counts';

interface Of {
  dimension: number;
}

/** The sum of psi_n(a - j/2) over j < dimension; n is the attribute `order`. */
const multiPolygamma: (a: Tensor | TensorLike, attributes: Of & { order: number }) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MultiPolygamma',
  inputs: ['a'],
  host: ({ a }, out, { attributes }: { attributes: Of & { order: number } }) =>
    void kernels.multiPolygamma(attributes.order, a, attributes.dimension, out),
  composite: ({ a }, { order, dimension }: Of & { order: number }) => multiPolygammaComposite(order, a, dimension),
  gradient: ({ a }, dy, { order, dimension }) => ({
    a: () => mul(dy, multiPolygamma(a, { order: order + 1, dimension })),
  }),
});

const multiLgamma = /* @__PURE__ */ defineKernel({
  name: 'MultiLgamma',
  inputs: ['a'],
  host: ({ a }, out, { attributes }: { attributes: Of }) => void kernels.multigammaln(a, attributes.dimension, out),
  composite: ({ a }, { dimension }: Of) => multigammalnComposite(a, dimension),
  gradient: ({ a }, dy, { dimension }) => ({ a: () => mul(dy, multiPolygamma(a, { order: 0, dimension })) }),
});

/**
 * The logarithm of the multivariate gamma function, d (d-1)/4 log pi + sum of lgamma(a - j/2) over j = 0 ... d-1: the constant of
 * the Wishart law. Differentiable to any order.
 *
 * @param a more than (d - 1)/2; NaN elsewhere.
 * @param dimension d, a whole number of at least 1.
 * @returns a tensor of a's shape.
 * @throws RangeError for a dimension that is not a whole number of at least 1.
 *
 * @example
 * multigammaln(3, 2); // log(sqrt(pi) Gamma(3) Gamma(2.5))
 */
export function multigammaln(a: Tensor | TensorLike, dimension: number): Tensor {
  if (!Number.isInteger(dimension) || dimension < 1)
    throw new RangeError(`multigammaln: dimension must be a whole number of at least 1; got ${dimension}`);
  return multiLgamma(a, { dimension });
}

// Matrix products and what is written like them: sums of products along axes.
import { broadcastShape } from '@baytes/tensor';
import { along, type Builder, fixed } from '../graph/build';
import type { Affine, Node } from '../graph/node';
import { type Call, listOf, type Rules } from './rule';

/** a b, of which either may be transposed; leading axes are batches, which broadcast. */
export function matrixProduct(build: Builder, a: Node, b: Node, transposeA: boolean, transposeB: boolean): Node {
  const batch = broadcastShape({ a: a.shape.slice(0, -2), b: b.shape.slice(0, -2) }, 'matMul');
  const [rows, inner] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const columns = transposeB ? b.shape[b.shape.length - 2] : b.shape[b.shape.length - 1];
  const shape = [...batch, rows, columns, inner];
  const rank = shape.length;
  const view = (x: Node, row: number, column: number, transposed: boolean) => {
    const index: Affine[] = x.shape.slice(0, -2).map((length, axis) => {
      const at = axis + batch.length - (x.shape.length - 2);
      return length === 1 ? fixed(rank) : along(rank, at);
    });
    const last = [along(rank, row), along(rank, column)];
    return build.view(x, shape, [...index, ...(transposed ? last.reverse() : last)]);
  };
  const [i, j, k] = [rank - 3, rank - 2, rank - 1];
  return build.reduce('sum', build.map('multiply', [view(a, i, k, transposeA), view(b, k, j, transposeB)]), [k]);
}

const activations = { relu: 'Relu', relu6: 'Relu6', elu: 'Elu', sigmoid: 'Sigmoid', linear: undefined } as const;

function einsum(call: Call): Node {
  const { build, attributes } = call;
  const nodes = listOf(call);
  const [left, right] = (attributes.equation as string).replace(/\s/g, '').split('->');
  const terms = left.split(',');
  const summed = [...new Set(left.replace(/,/g, ''))].filter((letter) => !right.includes(letter));
  const letters = [...right, ...summed];
  const length = (letter: string) => {
    const term = terms.findIndex((each) => each.includes(letter));
    return nodes[term].shape[terms[term].indexOf(letter)];
  };
  const shape = letters.map(length);
  const views = nodes.map((node, i) =>
    build.view(
      node,
      shape,
      [...terms[i]].map((letter) => along(letters.length, letters.indexOf(letter))),
    ),
  );
  const product = views.reduce((whole, each) => build.map('multiply', [whole, each]));
  return build.reduce(
    'sum',
    product,
    summed.map((_, i) => right.length + i),
  );
}

/** The kernels of activations, which products can have at their end. */
export const products = (activate: (kernel: string, call: Call, x: Node) => Node): Rules => ({
  BatchMatMul: ({ build, inputs: { a, b }, attributes: { transposeA, transposeB } }) =>
    matrixProduct(build, a, b, transposeA, transposeB),
  Einsum: einsum,
  _FusedMatMul: (call) => {
    const { build, inputs, attributes } = call;
    const { a, b, bias, preluActivationWeights } = inputs;
    const product = matrixProduct(build, a, b, attributes.transposeA, attributes.transposeB);
    const sum = bias === undefined ? product : build.map('add', [product, bias], product.shape);
    const name = attributes.activation as keyof typeof activations | 'leakyrelu' | 'prelu' | undefined;
    if (name === undefined || name === 'linear') return sum;
    const x = { ...call, inputs: { x: sum, alpha: preluActivationWeights }, attributes: { alpha: attributes.leakyreluAlpha } };
    if (name === 'leakyrelu') return activate('LeakyRelu', x, sum);
    if (name === 'prelu') return activate('Prelu', x, sum);
    return activate(activations[name] as string, x, sum);
  },
});

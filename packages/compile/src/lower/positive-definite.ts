// Kernels of positive definite matrices: each eager kernel factors its matrix itself; here the factor is a node, and shared.
import { positiveDefiniteFactors, sizeOf, solveEach, substitute } from '@baytes/tensor';
import { along } from '../graph/build';
import type { Node, Routine } from '../graph/node';
import type { Call, Rules } from './rule';

/** How errors name what is being done. */
const ops: Record<string, string> = {
  Cholesky: 'cholesky',
  PositiveDefiniteInverse: 'inversePositiveDefinite',
  PositiveDefiniteLogDet: 'logDet',
  PositiveDefiniteSolve: 'solvePositiveDefinite',
};

/** The lower factor of a, with zeros above its diagonal. */
function factor({ build, kernel, inputs: { a }, attributes }: Call): Node {
  const { shape } = a;
  const n = shape[shape.length - 1];
  const routine: Routine = {
    name: 'Cholesky',
    key: JSON.stringify([attributes, shape]),
    outputs: [{ shape, dtype: 'float32' }],
    run: ([from], [to]) => {
      positiveDefiniteFactors(from as never, shape, attributes, ops[kernel]).forEach((each, number) => {
        const first = number * n * n;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) to[first + i * n + j] = each[i * n + j];
          for (let j = i + 1; j < n; j++) to[first + i * n + j] = 0;
        }
      });
    },
  };
  return build.call(routine, [a])[0];
}

/** a^-1 from the factor l of a: m = l^-1 row by row, then m' m, of both of which one half is there. */
function inverseFromFactor(l: Float64Array, n: number, m: Float64Array, out: Float64Array, at: number): void {
  m.fill(0);
  for (let i = 0; i < n; i++) {
    const row = at + i * n;
    for (let k = 0; k < i; k++) {
      const c = l[row + k];
      for (let j = 0; j <= k; j++) m[i * n + j] -= c * m[k * n + j];
    }
    const d = 1 / l[row + i];
    for (let j = 0; j < i; j++) m[i * n + j] *= d;
    m[i * n + i] = d;
  }
  out.fill(0, at, at + n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const c = m[k * n + i];
      const row = at + i * n;
      for (let j = 0; j <= i; j++) out[row + j] += c * m[k * n + j];
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[at + j * n + i] = out[at + i * n + j];
}

export const positiveDefinite: Rules = {
  Cholesky: factor,
  PositiveDefiniteInverse: (call) => {
    const { build, inputs } = call;
    const { shape } = inputs.a;
    const n = shape[shape.length - 1];
    const scratch = new Float64Array(n * n);
    const routine: Routine = {
      name: 'inverseFromFactor',
      key: `[${shape}]`,
      outputs: [{ shape, dtype: 'float32' }],
      run: ([l], [out]) => {
        for (let at = 0; at < l.length; at += n * n) inverseFromFactor(l, n, scratch, out, at);
      },
    };
    return build.call(routine, [factor(call)]);
  },
  PositiveDefiniteLogDet: (call) => {
    const { build, inputs } = call;
    const batch = inputs.a.shape.slice(0, -2);
    const n = inputs.a.shape[batch.length];
    const rank = batch.length + 1;
    const index = inputs.a.shape.map((_, axis) => along(rank, Math.min(axis, batch.length)));
    const diagonal = build.view(factor(call), [...batch, n], index);
    return build.map('multiply', [build.number(2), build.reduce('sum', build.map('log', [diagonal]), [rank - 1])]);
  },
  PositiveDefiniteSolve: (call) => {
    const { build, inputs, outputs } = call;
    const { a, b } = inputs;
    const [{ shape }] = outputs;
    const n = a.shape[a.shape.length - 1];
    const vector = sizeOf(shape) === n && sizeOf(a.shape) === n * n;
    const routine: Routine = {
      name: 'solveByFactor',
      key: `[${a.shape}] [${b.shape}]`,
      outputs,
      run: ([l, right], [out]) => {
        if (vector) {
          out.set(right);
          substitute(l, n, 0, out, 0, 1, { lower: true, transpose: false });
          substitute(l, n, 0, out, 0, 1, { lower: true, transpose: true });
          return;
        }
        solveEach(
          a.shape,
          { values: right as never, shape: b.shape },
          { values: out as never, shape },
          (number, X, columns) => {
            substitute(l, n, number * n * n, X, 0, columns, { lower: true, transpose: false });
            substitute(l, n, number * n * n, X, 0, columns, { lower: true, transpose: true });
          },
        );
      },
    };
    return build.call(routine, [factor(call), b]);
  },
};

// Our side of bench:distributions: sum of log densities and its gradient in every parameter, eager, on the wasm backend.
import * as laws from '@baytes/distributions';
import { key, uniformStream } from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { dispose, sum, tensor, valueAndGrads } from '@tensorflow/tfjs-core';
import { seconds, session } from './timing.mjs';

const { wants, line, runs } = session();
await useBackend('wasm', { threads: 1 });
const K = 10;
const SIZES = [100, 1_000_000];
const uniform = uniformStream(key(0));

/** @param {number} size @param {() => number} draw */
const numbers = (size, draw) => Float32Array.from({ length: size }, draw);
/** @param {number} size */
const positive = (size) => numbers(size, () => 0.5 + 4.5 * uniform());
/** @param {number} size */
const real = (size) => numbers(size, () => Math.sqrt(-2 * Math.log(uniform() + 1e-300)) * Math.cos(2 * Math.PI * uniform()));
/** @param {number} size */
const counts = (size) => numbers(size, () => Math.floor(11 * uniform()));

/** @param {number} n */
function simplex(n) {
  const rows = numbers(n * K, () => Math.max(-Math.log(uniform() + 1e-300), 1e-6));
  for (let row = 0; row < n; row++) {
    const part = rows.subarray(row * K, (row + 1) * K);
    const total = part.reduce((a, b) => a + b, 0);
    for (const [k, each] of part.entries()) part[k] = each / total;
  }
  return rows;
}

/** Value, parameters by name, and the factory. @type {Record<string, { value: (n: number) => Float32Array, parameters: Record<string, (size: number) => Float32Array>, law: string, vector?: ('value' | 'parameters')[] }>} */
const works = {
  normal: { law: 'normal', value: real, parameters: { loc: real, scale: positive } },
  gamma: { law: 'gamma', value: positive, parameters: { concentration: positive, rate: positive } },
  beta: {
    law: 'beta',
    value: (n) => numbers(n, () => 0.01 + 0.98 * uniform()),
    parameters: { concentration1: positive, concentration0: positive },
  },
  weibull: { law: 'weibull', value: positive, parameters: { scale: positive, concentration: positive } },
  negative_binomial: { law: 'negativeBinomial', value: counts, parameters: { totalCount: positive, logits: real } },
  poisson: { law: 'poisson', value: counts, parameters: { rate: positive } },
  student_t: { law: 'studentT', value: real, parameters: { degreesOfFreedom: positive, loc: real, scale: positive } },
  dirichlet: { law: 'dirichlet', value: simplex, parameters: { concentration: positive }, vector: ['value', 'parameters'] },
  categorical: {
    law: 'categorical',
    value: (n) => numbers(n, () => Math.floor(K * uniform())),
    parameters: { logits: real },
    vector: ['parameters'],
  },
  von_mises: {
    law: 'vonMises',
    value: (n) => numbers(n, () => -3 + 6 * uniform()),
    parameters: { loc: real, concentration: positive },
  },
};

for (const n of SIZES) {
  for (const [work, { law, value, parameters, vector = [] }] of Object.entries(works)) {
    const factory = /** @type {Record<string, any>} */ (laws)[law];
    if (!wants(work) || factory === undefined) continue;
    /** @param {boolean} rows */
    const shape = (rows) => (rows ? [n, K] : [n]);
    const names = Object.keys(parameters);
    const rows = vector.includes('parameters');
    const given = names.map((name) => tensor(parameters[name](rows ? n * K : n), shape(rows)));
    const x = tensor(value(n), shape(vector.includes('value')));
    const f = valueAndGrads((...each) =>
      sum(factory(Object.fromEntries(each.map((one, i) => [names[i], one])), { validate: false }).logProb(x)),
    );
    const call = () => {
      const { value: total, grads } = f(given);
      const result = total.dataSync()[0];
      dispose([total, ...grads]);
      return result;
    };
    line(work, { n, ...(await seconds(call, { runs })), note: 'float32, eager, wasm' });
    dispose([x, ...given]);
  }
}

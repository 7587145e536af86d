// Our side of bench:compile: a log density with its gradient, compiled, and eager on each backend.
import { compile } from '@baytes/compile';
import { useBackend, valueAndGrad } from '@baytes/tensor';
import { dispose } from '@tensorflow/tfjs-core';
import { models } from './compile-models.mjs';
import { seconds, session } from './timing.mjs';

const { wants, line, runs } = session();

for (const [work, { example, data, logDensity }] of Object.entries(models)) {
  if (wants(work)) {
    await useBackend('cpu');
    const at = example();
    const bound = data();
    const start = performance.now();
    // With one argument compiled and the data bound, as an engine of inference has it.
    const program = compile(
      (/** @type {any} */ x, /** @type {any} */ given) => valueAndGrad((y) => logDensity(y, given))(x),
      at,
      {
        data: bound,
      },
    );
    const x = Float64Array.from(at.dataSync());
    const slope = new Float64Array(x.length);
    const value = program.flat(x, slope);
    const first = (performance.now() - start) / 1e3;
    line(work, {
      n: x.length,
      ...(await seconds(() => program.flat(x, slope), { runs })),
      note: 'float64',
      first_s: first,
      value,
    });
    dispose([at, ...Object.values(bound)]);
  }
  for (const backend of /** @type {const} */ (['cpu', 'wasm'])) {
    if (!wants(work, `baytes-${backend}`)) continue;
    await useBackend(backend);
    const [point, known] = [example(), data()];
    const f = valueAndGrad((y) => logDensity(y, known));
    const call = () => {
      const { value: total, grad } = f(point);
      const read = [total.dataSync(), grad.dataSync()];
      dispose([total, grad]);
      return read;
    };
    line(work, { n: point.size, ...(await seconds(call, { runs })), note: 'float32, eager', peer: `baytes-${backend}` });
    dispose([point, ...Object.values(known)]);
  }
}

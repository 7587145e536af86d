// `pnpm bench:tensor`: matrix products and convolutions on the wasm backend in Node, one thread: TensorFlow.js as it comes, and with
// the kernels of @baytes/tensor, in GFLOPS. The aim: everything that training a convolutional net needs runs near wasm's own matMul.
import { useBackend } from '@baytes/tensor';
import { engine, matMul, randomNormal, setBackend, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { median, seconds } from './timing.mjs';

/**
 * @typedef {object} Work
 * @property {string} name
 * @property {number} flops
 * @property {() => import('@tensorflow/tfjs-core').Tensor} run
 */

/** @param {number[]} shape */
const random = (...shape) => randomNormal(shape, 0, 1, 'float32', 1);

/** @returns {Work[]} */
function products() {
  const n = 512;
  const [a, b] = [random(n, n), random(n, n)];
  const [batchA, batchB] = [random(16, 128, 128), random(16, 128, 128)];
  const works = [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ].map(([turnA, turnB]) => ({
    name: `matMul ${n}${turnA ? ", A'" : ''}${turnB ? ", B'" : ''}`,
    flops: 2 * n ** 3,
    run: () => matMul(a, b, turnA, turnB),
  }));
  return [...works, { name: 'matMul 16 x 128', flops: 32 * 128 ** 3, run: () => matMul(batchA, batchB) }];
}

/** A convolution and its two gradients. @returns {Work[]} */
function convolutions() {
  return [
    { batch: 32, size: 28, inputs: 1, outputs: 32, filter: 5, stride: 1 },
    { batch: 32, size: 16, inputs: 32, outputs: 32, filter: 3, stride: 1 },
    { batch: 32, size: 16, inputs: 64, outputs: 128, filter: 3, stride: 1 },
    { batch: 64, size: 14, inputs: 64, outputs: 128, filter: 5, stride: 2 },
  ].flatMap(({ batch, size, inputs, outputs, filter: side, stride }) => {
    const x = random(batch, size, size, inputs);
    const filter = random(side, side, inputs, outputs);
    const attributes = { strides: stride, pad: 'same', dataFormat: 'NHWC', dilations: 1 };
    /** @type {(kernel: string, tensors: object, more?: object) => any} */
    const kernel = (name, tensors, more) =>
      engine().runKernel(name, /** @type {any} */ (tensors), /** @type {any} */ ({ ...attributes, ...more }));
    const dy = kernel('Conv2D', { x, filter });
    const flops = 2 * dy.size * side * side * inputs;
    const name = `conv2d ${side}x${side}/${stride}, ${inputs} to ${outputs}, ${batch} x ${size} x ${size}`;
    return [
      { name, flops, run: () => kernel('Conv2D', { x, filter }) },
      {
        name: `${name}: input's gradient`,
        flops,
        run: () => kernel('Conv2DBackpropInput', { dy, filter }, { inputShape: x.shape }),
      },
      {
        name: `${name}: filter's gradient`,
        flops,
        run: () => kernel('Conv2DBackpropFilter', { x, dy }, { filterShape: filter.shape }),
      },
    ];
  });
}

/** GFLOPS, or why not. @param {Work} work */
async function rate({ flops, run }) {
  try {
    const { median_s } = await seconds(() => tidy(() => void run().dataSync()), { runs: 5, enough: 0.3 });
    return flops / median_s / 1e9;
  } catch (error) {
    return /not registered/.test(/** @type {Error} */ (error).message) ? 'no kernel' : String(error);
  }
}

await setBackend('wasm');
const works = [...products(), ...convolutions()];
/** @type {(number | string)[]} */
const before = [];
for (const work of works) before.push(await rate(work));
const { line } = await useBackend('wasm');
/** @type {number[]} */
const plain = [];
/** @type {(number | string)[]} */
const after = [];
for (const work of works) {
  // wasm's own product beside each, as a shared machine drifts.
  plain.push(Number(await rate(works[0])));
  after.push(await rate(work));
}
console.log(`${line}; medians, GFLOPS`);
const show = (/** @type {number | string} */ value) => (typeof value === 'number' ? value.toFixed(1) : value).padStart(12);
console.log(`${''.padEnd(66)}${'TensorFlow.js'.padStart(14)}${'@baytes'.padStart(12)}${'of matMul'.padStart(12)}`);
works.forEach(({ name }, i) => {
  const rate = after[i];
  const share = typeof rate === 'number' ? `${Math.round((100 * rate) / plain[i])} %` : '';
  console.log(`${name.padEnd(66)}  ${show(before[i])}${show(rate)}${share.padStart(12)}`);
});
console.log(`wasm's own matMul 512: ${median(plain).toFixed(1)} GFLOPS`);

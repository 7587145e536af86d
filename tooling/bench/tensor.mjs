// `pnpm bench:tensor`: matrix products and convolutions on the wasm backend in Node, one thread. Everything that training a
// convolutional net needs beside wasm's own product of square matrices of the same number of operations, in turn within a round.
// Options: --rounds 7, --works "matMul,conv2d" (parts of names).
import { parseArgs } from 'node:util';
import { useBackend } from '@baytes/tensor';
import { dispose, engine, matMul, randomNormal, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { dcgan } from './dcgan.mjs';
import { median } from './timing.mjs';

/**
 * @typedef {object} Work
 * @property {string} name
 * @property {number} flops
 * @property {number} [atLeast] share of the matrix product that is to be reached.
 * @property {() => any} run a tensor or several; wasm has computed them when it returns.
 */

/** The share that is to be reached with 32 channels or more on both sides, and with fewer on one. */
const MANY = 0.7;
const FEW = 0.5;

/** @param {number[]} shape */
const random = (...shape) => randomNormal(shape, 0, 1, 'float32', 1);

/** @returns {Work[]} */
function products() {
  const n = 512;
  const [a, b] = [random(n, n), random(n, n)];
  const [batchA, batchB] = [random(16, 128, 128), random(16, 128, 128)];
  return [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ].flatMap(([turnA, turnB]) => {
    const flags = `${turnA ? ", A'" : ''}${turnB ? ", B'" : ''}`;
    return [
      { name: `matMul 512${flags}`, flops: 2 * n ** 3, atLeast: MANY, run: () => matMul(a, b, turnA, turnB) },
      {
        name: `matMul 16 x 128${flags}`,
        flops: 32 * 128 ** 3,
        atLeast: MANY,
        run: () => matMul(batchA, batchB, turnA, turnB),
      },
    ];
  });
}

/** @type {(kernel: string, tensors: object, attributes: object) => any} */
const kernel = (name, tensors, attributes) =>
  engine().runKernel(name, /** @type {any} */ (tensors), /** @type {any} */ (attributes));

/**
 * A convolution and its two gradients, of which that to the input is also the transposed convolution.
 *
 * @param {{ name: string, kernels: string[], image: number[], filter: number[], stride: number }} shape
 * @returns {Work[]}
 */
function convolution({ name, kernels: [forward, backInput, backFilter], image, filter: window, stride }) {
  const x = random(...image);
  const filter = random(...window);
  const spatial = image.length - 2;
  const attributes = { strides: new Array(spatial).fill(stride), pad: 'same', dataFormat: 'NHWC', dilations: 1 };
  const dy = kernel(forward, { x, filter }, attributes);
  const depthwise = forward.startsWith('Depthwise');
  const places = window.slice(0, spatial).reduce((product, length) => product * length, 1);
  const flops = 2 * dy.size * places * (depthwise ? 1 : window[spatial]);
  const atLeast = depthwise ? undefined : Math.min(...window.slice(-2)) >= 32 ? MANY : FEW;
  const title = `${name} ${window.join(' x ')}, stride ${stride}, of ${image.join(' x ')}`;
  return [
    { name: title, flops, atLeast, run: () => kernel(forward, { x, filter }, attributes) },
    {
      name: `${title}: to its input`,
      flops,
      atLeast,
      run: () => kernel(backInput, { dy, filter }, { ...attributes, inputShape: x.shape }),
    },
    {
      name: `${title}: to its filter`,
      flops,
      atLeast,
      run: () => kernel(backFilter, { x, dy }, { ...attributes, filterShape: filter.shape }),
    },
  ];
}

const planes = ['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'];
const volumes = ['Conv3D', 'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2'];
const depthwise = ['DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'];

/** @returns {Work[]} */
const convolutions = () =>
  [
    // The discriminator of DCGAN on digits of 28 x 28; backwards, the generator.
    { name: 'conv2d', kernels: planes, image: [64, 28, 28, 1], filter: [5, 5, 1, 64], stride: 2 },
    { name: 'conv2d', kernels: planes, image: [64, 14, 14, 64], filter: [5, 5, 64, 128], stride: 2 },
    // Residual nets on images of 32 x 32: their body, their ends, their shortcuts.
    { name: 'conv2d', kernels: planes, image: [16, 32, 32, 64], filter: [3, 3, 64, 64], stride: 1 },
    { name: 'conv2d', kernels: planes, image: [16, 32, 32, 3], filter: [3, 3, 3, 64], stride: 1 },
    { name: 'conv2d', kernels: planes, image: [16, 32, 32, 64], filter: [3, 3, 64, 3], stride: 1 },
    { name: 'conv2d', kernels: planes, image: [32, 16, 16, 16], filter: [3, 3, 16, 16], stride: 1 },
    { name: 'conv2d', kernels: planes, image: [32, 16, 16, 64], filter: [1, 1, 64, 128], stride: 1 },
    { name: 'conv3d', kernels: volumes, image: [4, 8, 16, 16, 32], filter: [3, 3, 3, 32, 32], stride: 1 },
    { name: 'depthwise', kernels: depthwise, image: [32, 16, 16, 64], filter: [3, 3, 64, 1], stride: 1 },
  ].flatMap(convolution);

/** Seconds of one call, at least 20 ms of them. @param {() => any} run */
function time(run) {
  const start = performance.now();
  let calls = 0;
  let spent = 0;
  do {
    dispose(run());
    calls++;
    spent = performance.now() - start;
  } while (spent < 20);
  return spent / 1e3 / calls;
}

/** GFLOPS of TensorFlow.js as it comes, or why not. @param {Work} work */
function before({ flops, run }) {
  try {
    time(run);
    return (flops / time(run) / 1e9).toFixed(1);
  } catch (error) {
    return /not registered/.test(/** @type {Error} */ (error).message) ? 'no kernel' : String(error);
  }
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, works: { type: 'string', default: '' } },
});
const wanted = (/** @type {Work} */ { name }) => values.works.split(',').some((part) => name.includes(part));

const report = new Report('bench:tensor');
await setBackend('wasm');
const works = [...products(), ...convolutions()].filter(wanted);
const bar = progress(works.length + (works.length + 1) * Number(values.rounds));
const plain = works.map((work) => {
  bar.next(work.name);
  return before(work);
});
const { line } = await useBackend('wasm');
report.note(
  `${line}. ${values.rounds} rounds; "of matMul" is the median over rounds of the rate beside that of a product of square matrices of ` +
    'as many operations, measured just before.',
);
const net = dcgan(64);
const all = [...works, { name: 'a step of DCGAN', flops: net.flops(), atLeast: FEW, run: net.step }].filter(wanted);

/** @param {Work} work */
function beside({ flops, run }) {
  const n = Math.round(Math.cbrt(Math.min(flops, 2 * 512 ** 3) / 2));
  const [a, b] = [random(n, n), random(n, n)];
  const times = { ours: /** @type {number[]} */ ([]), shares: /** @type {number[]} */ ([]) };
  time(run);
  time(() => matMul(a, b));
  for (let round = 0; round < Number(values.rounds); round++) {
    const product = (2 * n ** 3) / time(() => matMul(a, b));
    const seconds = time(run);
    times.ours.push(seconds);
    times.shares.push(flops / seconds / product);
    bar.next();
  }
  dispose([a, b]);
  return times;
}

const rows = all.map((work, i) => {
  bar.next(work.name);
  const { ours, shares } = beside(work);
  const share = median(shares);
  return {
    name: work.name,
    cells: {
      'TensorFlow.js, GFLOPS': plain[i] ?? '',
      'ours, GFLOPS': (work.flops / median(ours) / 1e9).toFixed(1),
      ms: median(ours) * 1e3,
      'of matMul': `${share.toFixed(2)} (${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)})`,
    },
    aims: work.atLeast === undefined ? [] : [{ what: 'share of matMul', value: share, atLeast: work.atLeast }],
  };
});
bar.stop();
report.table('Products and convolutions', rows);
report.finish();

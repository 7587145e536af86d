// One step of DCGAN (Radford et al. 2016) on digits of 28 x 28, both nets by Adam: the generator 7 x 7 x 256, 128, 64, 1 with batch
// normalisation, the discriminator 64, 128, all windows 5 x 5.
import {
  add,
  batchNorm,
  conv2d,
  conv2dTranspose,
  engine,
  leakyRelu,
  losses,
  matMul,
  moments,
  onesLike,
  randomNormal,
  reshape,
  tanh,
  tidy,
  train,
  variable,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';

/** @typedef {import('@tensorflow/tfjs-core').Tensor4D} Images */

/** @param {number} batch */
export function dcgan(batch) {
  const weights = (/** @type {number[]} */ ...shape) => variable(randomNormal(shape, 0, 0.02, 'float32', 1));
  const shift = (/** @type {number} */ channels) => variable(zeros([channels]));
  const generator = {
    dense: weights(100, 7 * 7 * 256),
    first: weights(5, 5, 128, 256),
    second: weights(5, 5, 64, 128),
    last: weights(5, 5, 1, 64),
    shifts: [shift(128), shift(64)],
  };
  const discriminator = { first: weights(5, 5, 1, 64), second: weights(5, 5, 64, 128), dense: weights(7 * 7 * 128, 1) };
  const images = /** @type {Images} */ (randomNormal([batch, 28, 28, 1], 0, 1, 'float32', 2));
  const noise = randomNormal([batch, 100], 0, 1, 'float32', 3);
  const normal = (/** @type {any} */ x, /** @type {any} */ offset) => {
    const { mean, variance } = moments(x, [0, 1, 2]);
    return leakyRelu(batchNorm(x, /** @type {any} */ (mean), /** @type {any} */ (variance), offset));
  };
  const generate = () => {
    let x = /** @type {any} */ (
      reshape(leakyRelu(matMul(/** @type {any} */ (noise), /** @type {any} */ (generator.dense))), [batch, 7, 7, 256])
    );
    x = normal(conv2dTranspose(x, /** @type {any} */ (generator.first), [batch, 7, 7, 128], 1, 'same'), generator.shifts[0]);
    x = normal(conv2dTranspose(x, /** @type {any} */ (generator.second), [batch, 14, 14, 64], 2, 'same'), generator.shifts[1]);
    return tanh(conv2dTranspose(x, /** @type {any} */ (generator.last), [batch, 28, 28, 1], 2, 'same'));
  };
  const judge = (/** @type {any} */ x) => {
    const first = leakyRelu(conv2d(x, /** @type {any} */ (discriminator.first), 2, 'same'));
    const second = leakyRelu(conv2d(/** @type {any} */ (first), /** @type {any} */ (discriminator.second), 2, 'same'));
    return matMul(/** @type {any} */ (reshape(second, [batch, 7 * 7 * 128])), /** @type {any} */ (discriminator.dense));
  };
  const cross = (/** @type {any} */ labels, /** @type {any} */ logits) =>
    /** @type {import('@tensorflow/tfjs-core').Scalar} */ (losses.sigmoidCrossEntropy(labels, logits));
  const [forGenerator, forDiscriminator] = [train.adam(1e-4, 0.5), train.adam(1e-4, 0.5)];
  const ofGenerator = [generator.dense, generator.first, generator.second, generator.last, ...generator.shifts];
  const ofDiscriminator = [discriminator.first, discriminator.second, discriminator.dense];
  const step = () =>
    tidy(() => {
      forDiscriminator.minimize(
        () => {
          const [real, made] = [judge(images), judge(generate())];
          return /** @type {import('@tensorflow/tfjs-core').Scalar} */ (
            add(cross(onesLike(real), real), cross(zerosLike(made), made))
          );
        },
        false,
        ofDiscriminator,
      );
      forGenerator.minimize(
        () => {
          const made = judge(generate());
          return cross(onesLike(made), made);
        },
        false,
        ofGenerator,
      );
      return [];
    });
  return { step, flops: () => multiplications(step) };
}

/**
 * Operations of the matrix products and convolutions that a function runs: of a product (m x k)(k x n), the root of the sizes of its
 * three matrices multiplied; of a convolution and its gradients, each output with each element of a filter.
 *
 * @param {() => any} run
 */
function multiplications(run) {
  const size = (/** @type {number[]} */ shape) => shape.reduce((product, length) => product * length, 1);
  let flops = 0;
  const { runKernel } = engine();
  engine().runKernel = (name, inputs, attributes) => {
    const result = /** @type {any} */ (runKernel.call(engine(), name, inputs, attributes));
    const { a, b, dy, filter } = /** @type {any} */ (inputs);
    const { shape } = result;
    if (name === 'BatchMatMul') flops += 2 * Math.sqrt(a.size * b.size * size(shape));
    if (name === 'Conv2D') flops += (2 * size(shape) * filter.size) / filter.shape[3];
    if (name === 'Conv2DBackpropInput') flops += (2 * dy.size * filter.size) / filter.shape[3];
    if (name === 'Conv2DBackpropFilter') flops += (2 * dy.size * size(shape)) / shape[3];
    return result;
  };
  try {
    run();
  } finally {
    engine().runKernel = runKernel;
  }
  return flops;
}

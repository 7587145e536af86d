// First and second derivatives against finite differences. Runs in Node and in a page.
import { add, dispose, engine, grads, mul, square, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';

/** One function of tensors to differentiate. */
export interface Case {
  /** The kernel that it runs. */
  kernel: string;
  /** What sets it apart from other cases of that kernel. */
  what?: string;
  /** Shapes of the inputs that are varied, with the range of their values. */
  inputs: { shape: number[]; from: number; to: number }[];
  f: (...inputs: Tensor[]) => Tensor;
  /** Orders to check, where not both. */
  orders?: 1;
  /** Greatest error, relative to the largest derivative. Default 2e-3: float32 finite differences. */
  tolerance?: number;
}

/** Numbers without ties, none near the middle of the range: the midpoints of a grid, in a scattered order. */
export function numbers(shape: number[], from: number, to: number, salt = 0): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const cells = size + (size % 2);
  const stride = [7, 11, 13, 17, 19, 23].find((each) => gcd(each, cells) === 1) ?? 1;
  return Float32Array.from(
    { length: size },
    (_, i) => from + ((to - from) * (((i * stride + salt * 5) % cells) + 0.5)) / cells,
  );
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const weightsOf = (length: number, salt: number) =>
  Float32Array.from({ length }, (_, i) => 0.3 + Math.sin(1.7 * i + salt) ** 2);

/** The scalar that is differentiated: nonlinear also where f is linear. */
function loss(y: Tensor): Tensor {
  const linear = tensor(weightsOf(y.size, 1), y.shape);
  const quadratic = tensor(weightsOf(y.size, 2), y.shape);
  return add(sum(mul(linear, y)), mul(0.5, sum(mul(quadratic, square(y)))));
}

/** The same from numbers, summed in float64. */
function lossOf(values: ArrayLike<number>): number {
  const linear = weightsOf(values.length, 1);
  const quadratic = weightsOf(values.length, 2);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += linear[i] * values[i] + 0.5 * quadratic[i] * values[i] ** 2;
  return total;
}

/** Kernels that the function runs. */
export async function kernelsOf({ inputs, f }: Case): Promise<string[]> {
  const run = () => tidy(() => f(...inputs.map(({ shape, from, to }, i) => tensor(numbers(shape, from, to, i), shape))));
  const { kernelNames, result } = await engine().profile(run as never);
  dispose(result as Tensor);
  return kernelNames;
}

const tensorsOf = ({ inputs }: Case, values: Float32Array[]) => values.map((each, i) => tensor(each, inputs[i].shape));

const directionOf = (at: Float32Array[]) => at.map((values, i) => weightsOf(values.length, 3 + i).map((each) => each - 0.6));

async function read(tensors: Tensor[]): Promise<Float32Array[]> {
  const result = await Promise.all(tensors.map((each) => each.data() as Promise<Float32Array>));
  dispose(tensors);
  return result;
}

const gradientAt = (each: Case, at: Float32Array[]): Tensor[] =>
  tidy(() => grads((...tensors: Tensor[]) => loss(each.f(...tensors)))(tensorsOf(each, at)));

const hvpAt = (each: Case, at: Float32Array[]): Tensor[] =>
  tidy(() =>
    grads((...tensors: Tensor[]) => {
      const inner = grads((...others: Tensor[]) => loss(each.f(...others)))(tensors);
      const dots = inner.map((slope, i) => sum(mul(slope, tensor(directionOf(at)[i], slope.shape))));
      // A term that is zero ties every input to the result, where the second derivative is zero.
      return [...dots, ...tensors.map((input) => mul(0, sum(input)))].reduce((a, b) => add(a, b));
    })(tensorsOf(each, at)),
  );

/** Value, gradient and a Hessian-vector product, to compare one backend with another. */
export async function derivativesOf(each: Case): Promise<number[][]> {
  const at = each.inputs.map(({ shape, from, to }, i) => numbers(shape, from, to, i));
  const all = [(await valuesOf(each)).values, ...(await read(gradientAt(each, at)))];
  if (each.orders !== 1) all.push(...(await read(hvpAt(each, at))));
  return all.map((values) => Array.from(values));
}

/** The greatest difference, relative to the largest number. */
export function furthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const all = Array.from(expected);
  const scale = Math.max(1, ...all.map(Math.abs));
  return Math.max(
    0,
    ...all.map((each, i) => (Number.isNaN(found[i]) ? Number.POSITIVE_INFINITY : Math.abs(found[i] - each) / scale)),
  );
}

/** Shape and values of the function at the point where it is tested. */
export async function valuesOf({ inputs, f }: Case): Promise<{ shape: number[]; values: Float32Array }> {
  const y = tidy(() => f(...inputs.map(({ shape, from, to }, i) => tensor(numbers(shape, from, to, i), shape))));
  const values = (await y.data()) as Float32Array;
  y.dispose();
  return { shape: y.shape, values };
}

/** What is wrong with the derivatives of a case: nothing, if all is well. */
export async function check(each: Case): Promise<string[]> {
  const { inputs, f, orders, tolerance = 2e-3 } = each;
  const wrong: string[] = [];
  const at = inputs.map(({ shape, from, to }, i) => numbers(shape, from, to, i));
  const direction = directionOf(at);

  const value = async (values: Float32Array[]) => {
    const y = tidy(() => f(...tensorsOf(each, values)));
    const result = lossOf(await y.data());
    y.dispose();
    return result;
  };
  const gradient = (values: Float32Array[]) => read(gradientAt(each, values));
  const hvp = (values: Float32Array[]) => read(hvpAt(each, values));
  const compare = (order: string, found: Float32Array[], expected: number[][]) => {
    const scale = Math.max(1, ...expected.flat().map(Math.abs));
    for (const [i, values] of found.entries()) {
      for (const [j, each] of values.entries()) {
        if (!(Math.abs(each - expected[i][j]) <= tolerance * scale)) {
          wrong.push(`${order} derivative, input ${i}, element ${j}: ${each}, by differences ${expected[i][j]}`);
        }
      }
    }
  };

  const moved = (move: (values: number, i: number, j: number) => number) =>
    at.map((values, i) => values.map((each, j) => move(each, i, j)));
  // Fourth order: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12 h.
  const h = 2 ** -6;
  const stencil = [
    [-2, 1],
    [-1, -8],
    [1, 8],
    [2, -1],
  ];

  const first: number[][] = [];
  for (let i = 0; i < at.length; i++) {
    first.push([]);
    for (let j = 0; j < at[i].length; j++) {
      let slope = 0;
      for (const [step, weight] of stencil) {
        slope += (weight * (await value(moved((each, k, l) => each + (k === i && l === j ? step * h : 0))))) / (12 * h);
      }
      first[i].push(slope);
    }
  }
  compare('first', await gradient(at), first);
  if (orders === 1) return wrong;

  const second = at.map((values) => Array.from(values, () => 0));
  for (const [step, weight] of stencil) {
    const there = await gradient(moved((each, i, j) => each + step * h * direction[i][j]));
    for (const [i, values] of there.entries()) {
      for (const [j, each] of values.entries()) second[i][j] += (weight * each) / (12 * h);
    }
  }
  compare('second', await hvp(at), second);
  return wrong;
}

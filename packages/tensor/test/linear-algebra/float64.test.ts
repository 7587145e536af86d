// Host functions get Float64Arrays from programs that are compiled in float64. Here each kernel is run so, and checked by what it is
// to satisfy or, where that is nothing new, by a difference quotient, which rounding to float32 inside would spoil.
import { describe, expect, it, vi } from 'vitest';

type Values = Record<string, Float64Array>;
interface Definition {
  name: string;
  inputs: readonly string[];
  outputs?: readonly string[];
  output: (shapes: Record<string, readonly number[]>, attributes: object) => unknown;
  host: (inputs: Values, out: unknown, context: object) => void;
}

const definitions = vi.hoisted(() => new Map<string, Definition>());
vi.mock('../../src/kernel/define-kernel', async (original) => {
  const actual = await original<{ defineKernel: (definition: never) => unknown }>();
  return {
    ...actual,
    defineKernel: (definition: Definition) => {
      definitions.set(definition.name, definition);
      return actual.defineKernel(definition as never);
    },
  };
});
await import('../../src/linear-algebra');

const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);

/** The outputs of a kernel by name, in float64. */
function run(name: string, inputs: Record<string, [number[], readonly number[]]>, attributes: object): Values {
  const { output, outputs, host } = definitions.get(name) as Definition;
  const shapes = Object.fromEntries(Object.entries(inputs).map(([key, [, shape]]) => [key, shape]));
  const values = Object.fromEntries(Object.entries(inputs).map(([key, [numbers]]) => [key, Float64Array.from(numbers)]));
  const specs = output(shapes, attributes) as { shape: number[] } & Record<string, { shape: number[] }>;
  const names = outputs ?? ['result'];
  const wanted = outputs ? outputs.map((each) => specs[each].shape) : [specs.shape];
  const out = Object.fromEntries(names.map((each, i) => [each, new Float64Array(sizeOf(wanted[i]))]));
  host(values, outputs ? out : out.result, { shapes, outputShapes: wanted, attributes });
  return out;
}

// Numbers that float32 does not have.
const A = [4.1, 0.9, -0.7, 0.9, 3.3, 0.4, -0.7, 0.4, 2.7];
const L = [2.1, 0, 0, -0.7, 1.3, 0, 0.3, 0.9, 1.7];
const M = [1.1, 2.3, -0.7, 0.9, -1.3, 0.4, 3.1, 0.6, 0.2];
const B = [0.1, 0.2, 0.3, -1.1, 0.7, 2.3];
const three = [3, 3] as const;
const positive = { jitter: 0, indefinite: 'throw' };
const a = { a: [A, three] } as const;
const l = { l: [L, three], b: [B, [3, 2]] } as const;

/** By kernel: inputs and attributes. */
const CASES: Record<string, [inputs: object, attributes?: object][]> = {
  Cholesky: [[a, positive]],
  PositiveDefiniteInverse: [[a, positive]],
  PositiveDefiniteLogDet: [[a, positive]],
  PositiveDefiniteSolve: [[{ ...a, b: l.b }, positive]],
  MatrixInverse: [[{ a: [M, three] }]],
  LogMatrixDeterminant: [[{ a: [M, three] }]],
  MatrixSolve: [
    [{ a: [M, three], b: l.b }, { transpose: false }],
    [{ a: [M, three], b: l.b }, { transpose: true }],
  ],
  CholeskySolve: [[l]],
  MatrixTriangularSolve: [
    [l, { lower: true, transpose: false }],
    [l, { lower: true, transpose: true }],
  ],
  Mahalanobis: [[{ l: l.l, x: [[0.1, -0.7, 1.3], [3]] }]],
  SelfAdjointEigV2: [[a]],
  DivideByEigenvalueGaps: [[{ m: [M, three], w: [[0.1, 1.3, 2.9], [3]] }]],
  MatrixBandPart: [[{ a: [M, three] }, { lower: 1, upper: 0 }]],
  MatrixDiag: [[{ v: [[0.1, 0.7], [2]] }]],
  MatrixDiagPart: [[{ a: [M, three] }]],
  MatrixSetDiag: [[{ a: [M, three], v: [[0.1, 0.7, 0.3], [3]] }]],
  FillLowerTriangle: [[{ v: [[0.1, 0.7, 0.3], [3]] }]],
  LowerTriangleValues: [[{ a: [M, three] }]],
};

const product = (x: ArrayLike<number>, y: ArrayLike<number>, columns: number, transposed = false) =>
  Array.from({ length: 3 * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return [0, 1, 2].reduce((sum, k) => sum + x[3 * i + k] * y[transposed ? 3 * j + k : columns * k + j], 0);
  });

const near = (found: ArrayLike<number>, wanted: ArrayLike<number>) => {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) expect(Math.abs(found[i] - wanted[i])).toBeLessThan(1e-13);
};

describe('every kernel of linear algebra on Float64Arrays', () => {
  it('is tested here', () => {
    expect([...definitions.keys()].sort()).toEqual(Object.keys(CASES).sort());
  });

  const all = Object.entries(CASES).flatMap(([name, cases]) =>
    cases.map(([inputs, attributes]) => ({ name, inputs, attributes })),
  );
  it.each(all)('$name $attributes keeps float64', ({ name, inputs, attributes = {} }) => {
    // Inputs that are symmetric stay so: each is scaled as a whole, and each by a share of its own.
    const at = (step: number) =>
      run(
        name,
        Object.fromEntries(
          Object.entries(inputs as Record<string, [number[], number[]]>).map(([key, [values, shape]], i) => [
            key,
            [values.map((value) => value * (1 + step * (i + 1))), shape],
          ]),
        ),
        attributes,
      );
    const quotient = (step: number, output: string) => {
      const [above, below] = [at(step)[output], at(-step)[output]];
      return above.map((value, i) => (value - below[i]) / (2 * step));
    };
    for (const [output, values] of Object.entries(at(0))) {
      const [fine, coarse] = [quotient(1e-6, output), quotient(4e-6, output)];
      values.forEach((value, i) => {
        expect(Math.abs(fine[i] - coarse[i]), `${output}[${i}]`).toBeLessThanOrEqual(1e-5 * Math.abs(value) + 1e-9);
      });
    }
  });

  it('gives factors, solutions and eigenvectors to float64', () => {
    const factor = run('Cholesky', a as never, positive).result;
    near(product(factor, factor, 3, true), A);
    near(product(A, run('PositiveDefiniteInverse', a as never, positive).result, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    near(product(M, run('MatrixInverse', { a: [M, three] }, {}).result, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    near(product(A, run('PositiveDefiniteSolve', { ...a, b: l.b } as never, positive).result, 2), B);
    near(product(M, run('MatrixSolve', { a: [M, three], b: l.b } as never, { transpose: false }).result, 2), B);
    near(product(product(L, L, 3, true), run('CholeskySolve', l as never, {}).result, 2), B);
    const { values, vectors } = run('SelfAdjointEigV2', a as never, {});
    near(
      product(A, vectors, 3),
      vectors.map((value, i) => value * values[i % 3]),
    );
  });
});

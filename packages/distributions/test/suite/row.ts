// What the suite has to know of a law beyond its golden rows.
import { tidy } from '@tensorflow/tfjs-core';
import type { Distribution, DistributionFactory } from '../../src';
import { type GoldenCase, goldenCases } from './golden-cases';

/** A range of numbers. */
export type Range = readonly [from: number, to: number];

/** A law's row of the registry (`rows/`). */
export interface Row {
  readonly factory: DistributionFactory<never>;
  /**
   * Ranges of x (continuous laws) and of the parameters to differentiate in: without kinks, and at least 0.1 from the edge of
   * anything. Parameters that are left out are given as `fixed`.
   */
  readonly smooth: { readonly x?: Range } & Readonly<Record<string, Range>>;
  readonly fixed?: Readonly<Record<string, number>>;
  /** What is special about the derivatives of a method: only of first order, or left out; with the reason. */
  readonly derivatives?: Readonly<Record<string, { orders: 0 | 1; because: string }>>;
  /**
   * How draws depend on parameters: along their quantile (default), likewise and smoothly under a fixed key (`smooth`: by finite
   * differences, where the support moves), otherwise but differentiably (`composed`), or not differentiably. `orders`: of derivatives.
   */
  readonly path?: {
    readonly kind?: 'quantile' | 'smooth' | 'composed' | 'none';
    readonly orders?: 1 | 2;
    readonly because: string;
  };
  /** Ranges for random parameters, where the constraint's own are not good; `arrange` makes them fit together. */
  readonly random?: Readonly<Record<string, Range>>;
  readonly arrange?: (parameters: Record<string, number>) => Record<string, number>;
  /** An absolute error of the distribution functions, where they are differences of numbers near 1; their logarithms have none below. */
  readonly thinTail?: { readonly error: number; readonly because: string };
  /** By method, how many times more than the common tolerance is allowed, with the reason. */
  readonly looser?: Readonly<Record<string, { factor: number; because: string }>>;
}

/** A row with all that is needed to run checks. */
export interface Subject extends Row {
  readonly name: string;
  readonly discrete: boolean;
  readonly cases: readonly GoldenCase[];
}

export function subjectOf(name: string, row: Row): Subject {
  const cases = goldenCases(name);
  const { support } = row.factory.page;
  return {
    ...row,
    name,
    cases,
    // A support that depends on the parameters is made of tensors: it needs a backend.
    get discrete() {
      return typeof support === 'function'
        ? tidy(() => distributionOf(row, cases[0].parameters).support.discrete)
        : support.discrete;
    },
  };
}

/** The distribution with these parameters. */
export const distributionOf = (row: Row, parameters: Readonly<Record<string, unknown>>): Distribution =>
  row.factory(parameters as never);

/** Parameters as they are written, for messages. */
export const written = (parameters: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(parameters)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} }`;

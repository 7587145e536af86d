import type { Tensor } from '@tensorflow/tfjs-core';

/** Tensors by the names of a family's statistics. */
export type ByStatistic = Readonly<Record<string, Tensor>>;

/** The parameters of the law; each family names its own. */
// biome-ignore lint/suspicious/noExplicitAny: as said
type Known = any;

/**
 * A law as an exponential family: log p(x) = sum_i <eta_i, T_i(x)> - A(eta) + h(x). Parameters that are known (the number of trials of a
 * binomial) are not part of eta, and every function is given them.
 */
export interface ExponentialFamily {
  readonly law: string;
  /** The sufficient statistics by name, and how many axes each has. */
  readonly statistics: Readonly<Record<string, number>>;
  /** Parameters that are known rather than part of eta. */
  readonly known?: readonly string[];
  /** eta, from the parameters of the law. */
  natural(values: Known): ByStatistic;
  /** The parameters of the law from eta, without those that are known. */
  parameters(natural: ByStatistic, known: Known): Readonly<Record<string, Tensor>>;
  /** T(x). */
  sufficient(x: Tensor, known: Known): ByStatistic;
  /** A(eta), convex; its gradient is E[T(x)]. */
  logNormalizer(natural: ByStatistic, known: Known): Tensor;
  /** h(x). */
  logBaseMeasure(x: Tensor, known: Known): Tensor;
  /**
   * The parameters that make a weighted sample most probable, in float64: what the M step of EM needs.
   *
   * @throws Error where there is no maximum, saying why.
   */
  maximumLikelihood(
    sample: WeightedSample,
    known: Readonly<Record<string, number>>,
  ): Readonly<Record<string, number | number[]>>;
}

/** Observations by rows, each with its weight. */
export interface WeightedSample {
  /** Rows of `size` numbers. */
  readonly values: Float64Array;
  readonly size: number;
  /** One for each row, not negative, of positive sum. */
  readonly weights: Float64Array;
}

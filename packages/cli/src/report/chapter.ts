import type { Matrix } from '@baytes/kernels';
import type { GaussianMixture } from '@baytes/mixtures';
import type { Html } from './html';

/** Who made a fit; decides its colour. */
export type Method = 'k-means' | 'em' | 'em-from-noise' | 'biglearn-em' | 'truth';

/** Figures of one fit. What is not known is left out. */
export interface Scores {
  /** Mean log-density of a row that the fit did not see, in nats. */
  readonly logLikelihood?: number | undefined;
  /** Its standard error over those rows. */
  readonly standardError?: number | undefined;
  readonly nmi?: number | undefined;
  readonly ari?: number | undefined;
  readonly accuracy?: number | undefined;
  /** True modes with a fitted mean near them. */
  readonly modes?: number | undefined;
  readonly seconds?: number | undefined;
}

/** One fit of a data set, as a report shows it. */
export interface Fit {
  readonly method: Method;
  readonly name: string;
  readonly scores: Scores;
  /** Ellipses are drawn of it. */
  readonly mixture?: GaussianMixture | undefined;
  /** K x D; crosses are drawn of them where there is no mixture. */
  readonly centres?: Float64Array | undefined;
  /** Whether it was stopped before its end. */
  readonly interrupted?: boolean | undefined;
}

/** One number of components that was tried. */
export interface Candidate {
  readonly components: number;
  readonly bic: number;
  readonly logLikelihood: number;
}

/** Everything that a report says of one data set. */
export interface Chapter {
  readonly title: string;
  /** A paragraph each. */
  readonly text: readonly string[];
  readonly rows: Matrix;
  readonly columns: readonly string[];
  /** One a row; colours the points. */
  readonly labels?: readonly string[] | undefined;
  readonly labelName?: string | undefined;
  readonly fits: readonly Fit[];
  /** The two columns to draw; the first two principal components. */
  readonly pair?: readonly [number, number] | undefined;
  /** True means in the space of the picture, D = 2 only. */
  readonly modes?: readonly (readonly [number, number])[] | undefined;
  readonly candidates?: readonly Candidate[] | undefined;
  /** What the figures are, under the table. */
  readonly note?: string | undefined;
}

/** A whole report. */
export interface Report {
  readonly title: string;
  readonly lead: string;
  readonly chapters: readonly Chapter[];
  /** What follows the chapters, as markup. */
  readonly sections?: readonly Html[] | undefined;
  /** How to do it again: names and values. */
  readonly protocol: readonly (readonly [string, string])[];
}

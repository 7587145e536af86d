import type { Checkpoint } from './checkpoint';
import { INITIALIZATIONS, type Initialization } from './initialization';
import type { DeadComponent } from './maximization';
import type { Covariance, MixtureParameters } from './parameters';
import type { Scaling } from './scaling';
import type { TaskOptions } from './tasks';

/** Every hyper-parameter of Big Learning EM (arXiv 2312.11926), with the paper's value for real data as the default. */
export interface BigLearningOptions extends TaskOptions {
  /** Outer iterations, each with a task of its own; 2000. */
  iterations?: number;
  /** EM steps a task; 5. */
  innerSteps?: number;
  /**
   * Pull of the weights to uniform, alpha_pi: weights become (share + prior) / (1 + K prior). 1 / components; the paper's 25
   * Gaussians take 1 / sqrt(components). It is what lets components escape, and it assumes that they are equally heavy.
   */
  weightPrior?: number;
  /** Floor of the covariances' eigenvalues in scaled coordinates; 0.01. */
  eigenvalueFloor?: number;
  /** Least share that moments are divided by; 1e-5. */
  shareFloor?: number;
  /** Iterations between two evaluations of the training likelihood; 20. */
  evaluateEvery?: number;
  /** Plain EM steps at the end, without the prior; 20. */
  polish?: number;
  /** Polish the best evaluated state rather than the last; true. */
  keepBest?: boolean;
}

export interface FitOptions {
  /** Number of components, K. */
  components: number;
  /** 'full'. */
  covariance?: Covariance;
  /** 'em' */
  method?: 'em' | 'biglearn-em';
  /**
   * A way to start, or parameters in the data's own units (a fitted model, say). 'k-means' for EM; 'standard-normal', the paper's,
   * for Big Learning EM, which takes any other as well.
   */
  init?: Initialization | MixtureParameters;
  /** Independent runs, 1; the one with the best training likelihood is kept. */
  nInit?: number;
  /** Iterations of EM a run at the most; 100. */
  maxIterations?: number;
  /** EM stops when the mean log-likelihood changes by less, in nats; 1e-3. 0 runs to `maxIterations`. */
  tolerance?: number;
  /** Coordinates of the fit: 'standard' for EM, 'min-max' for Big Learning EM, 'common' where covariances are spherical. */
  scaling?: Scaling;
  /** Added to every variance in scaled units; 1e-6. */
  covarianceFloor?: number;
  /** 'keep' for EM, 'faithful' for Big Learning EM. */
  deadComponent?: DeadComponent;
  /** n weights; 2 is the same as the row twice. */
  rowWeights?: ArrayLike<number> | undefined;
  bigLearning?: BigLearningOptions;
  /** Any integer; 0. The same seed gives the same fit on every machine. */
  seed?: number;
  /** Threads that share the E step; 0, this thread alone. The result is the same to the last bit. */
  workers?: number;
  /** Ends the fit, with the signal's reason, before the next iteration. */
  signal?: AbortSignal | undefined;
  /** The `state` of an earlier snapshot of the same fit: continues bit-equal. */
  resume?: Checkpoint | undefined;
}

/** Options that decide the path of a fit. */
export interface Plan {
  components: number;
  covariance: Covariance;
  method: 'em' | 'biglearn-em';
  init: Initialization | MixtureParameters;
  nInit: number;
  maxIterations: number;
  tolerance: number;
  scaling: Scaling;
  covarianceFloor: number;
  deadComponent: DeadComponent;
  seed: number;
  bigLearning: Required<Omit<BigLearningOptions, 'subsetSize'>> & { subsetSize: number | undefined };
}

/** The options with every default filled in, and checked. */
export function plan(options: FitOptions): Plan {
  const { components, covariance = 'full', method = 'em' } = options;
  const bigLearning = method === 'biglearn-em';
  const settled: Plan = {
    components,
    covariance,
    method,
    init: options.init ?? (bigLearning ? 'standard-normal' : 'k-means'),
    nInit: options.nInit ?? 1,
    maxIterations: options.maxIterations ?? 100,
    tolerance: options.tolerance ?? 1e-3,
    scaling: options.scaling ?? (covariance === 'spherical' ? 'common' : bigLearning ? 'min-max' : 'standard'),
    covarianceFloor: options.covarianceFloor ?? 1e-6,
    deadComponent: options.deadComponent ?? (bigLearning ? 'faithful' : 'keep'),
    seed: options.seed ?? 0,
    bigLearning: {
      subsetBeta: 5,
      subsetSize: undefined,
      transforms: 'orthogonal',
      iterations: 2000,
      innerSteps: 5,
      joint: 0.4,
      marginal: 0.1,
      weightPrior: 1 / components,
      eigenvalueFloor: 0.01,
      shareFloor: 1e-5,
      evaluateEvery: 20,
      polish: 20,
      keepBest: true,
      ...options.bigLearning,
    },
  };
  const count = (name: string, value: number, least: number) => {
    if (!Number.isSafeInteger(value) || value < least)
      throw new RangeError(`${name}: expected an integer of at least ${least}; got ${value}`);
  };
  const number = (name: string, value: number, most = Number.POSITIVE_INFINITY) => {
    if (!(value >= 0 && value <= most)) throw new RangeError(`${name}: expected a number from 0 to ${most}; got ${value}`);
  };
  const oneOf = (name: string, value: unknown, allowed: readonly string[]) => {
    if (!allowed.includes(value as string)) throw new RangeError(`${name}: expected ${allowed.join(', ')}; got ${value}`);
  };
  count('components', components, 1);
  count('nInit', settled.nInit, 1);
  count('maxIterations', settled.maxIterations, 1);
  number('tolerance', settled.tolerance);
  number('covarianceFloor', settled.covarianceFloor);
  oneOf('covariance', covariance, ['full', 'tied', 'diagonal', 'spherical']);
  oneOf('method', method, ['em', 'biglearn-em']);
  oneOf('scaling', settled.scaling, ['standard', 'min-max', 'common', 'none']);
  oneOf('deadComponent', settled.deadComponent, ['keep', 'reseed', 'faithful']);
  if (typeof settled.init === 'string') oneOf('init', settled.init, INITIALIZATIONS);
  else if (settled.nInit > 1 && !bigLearning) {
    throw new RangeError(`nInit: ${settled.nInit} runs from given parameters would all be the same; leave nInit out`);
  }
  if (!Number.isSafeInteger(settled.seed))
    throw new RangeError(`seed: expected an integer of at most 53 bits; got ${settled.seed}`);
  const big = settled.bigLearning;
  for (const name of ['iterations', 'innerSteps', 'evaluateEvery'] as const) count(`bigLearning.${name}`, big[name], 1);
  count('bigLearning.polish', big.polish, 0);
  if (big.subsetSize !== undefined) count('bigLearning.subsetSize', big.subsetSize, 1);
  if (!(big.subsetBeta > 0 && big.subsetBeta < Number.POSITIVE_INFINITY))
    throw new RangeError(`bigLearning.subsetBeta: expected a number over 0; got ${big.subsetBeta}`);
  oneOf('bigLearning.transforms', big.transforms, ['orthogonal', 'rotation']);
  for (const name of ['weightPrior', 'eigenvalueFloor', 'shareFloor'] as const) number(`bigLearning.${name}`, big[name]);
  number('bigLearning.joint', big.joint, 1);
  number('bigLearning.joint + bigLearning.marginal', big.joint + big.marginal, 1);
  if (bigLearning && covariance !== 'full') {
    throw new RangeError(
      `covariance: Big Learning EM is defined for full covariances; got ${covariance}. Fit with method 'em', or covariance 'full'`,
    );
  }
  if (covariance === 'spherical' && !['common', 'none'].includes(settled.scaling)) {
    throw new RangeError(
      `scaling: a spherical covariance stays spherical only under 'common' or 'none'; got ${settled.scaling}`,
    );
  }
  return settled;
}

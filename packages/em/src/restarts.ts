import type { Batches } from './batches';
import { checkCount, checkLikelihood, keepBest } from './convergence';
import { expectAll, expectationMaximization, type Options } from './expectation-maximization';
import type { Family } from './family';

/** A finished run. */
export interface Run<Parameters> {
  readonly run: number;
  readonly parameters: Parameters;
  /** Mean log-likelihood of these very parameters: one more E step than the run itself took. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** All that restarts need to go on. */
export interface RestartState<Parameters> {
  readonly run: number;
  /** Iterations of this run that are done. */
  readonly step: number;
  readonly parameters: Parameters;
  /** Mean log-likelihood of the parameters that entered the last iteration. */
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** The best of the runs before this one. */
  readonly best: Run<Parameters> | undefined;
}

export interface RestartOptions<Parameters> extends Omit<Options, 'resume'> {
  /** Number of runs. */
  runs: number;
  /** The state of an earlier snapshot: continues bit-equal. */
  resume?: RestartState<Parameters> | undefined;
}

export interface RestartSnapshot<Parameters> {
  /** Iterations of this run that are done. */
  step: number;
  metrics: {
    run: number;
    logLikelihood: number;
    /** The highest of this and of the runs before. */
    best: number;
    converged: boolean;
  };
  state: RestartState<Parameters>;
}

/**
 * EM from several starts, as a stream of snapshots; returns the run whose final parameters have the highest likelihood of the
 * training data (the first of them on a tie).
 *
 * @param start the parameters at which run `run` = 0, 1, ... begins; must depend on nothing else, for a resume to be exact.
 *
 * @example
 * const stream = restarts(family, (run) => randomParameters(foldIn(key(0), run)), batches, { runs: 10 });
 * let next = await stream.next();
 * while (!next.done) next = await stream.next();
 * next.value.parameters; // the best of ten
 */
export async function* restarts<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  start: (run: number) => Parameters | Promise<Parameters>,
  batches: Batches<Batch>,
  options: RestartOptions<Parameters>,
): AsyncGenerator<RestartSnapshot<Parameters>, Run<Parameters>> {
  const { runs, resume, ...em } = options;
  checkCount('runs', runs, 1);
  let best = resume?.best;
  for (let run = resume?.run ?? 0; run < runs; run++) {
    const from = resume?.run === run ? resume : undefined;
    let parameters: Parameters = from ? from.parameters : await start(run);
    let iterations = from?.step ?? 0;
    let converged = from?.converged ?? false;
    if (!converged) {
      for await (const { step, metrics, state } of expectationMaximization(family, parameters, batches, {
        ...em,
        resume: from,
      })) {
        parameters = state;
        iterations = step;
        converged = metrics.converged;
        const { logLikelihood } = metrics;
        const highest = Math.max(best?.logLikelihood ?? logLikelihood, logLikelihood);
        yield {
          step,
          metrics: { run, logLikelihood, best: highest, converged },
          state: { run, step, parameters, logLikelihood, converged, best },
        };
      }
    }
    const statistics = await expectAll(family, parameters, batches, { pass: iterations, signal: em.signal });
    const logLikelihood = checkLikelihood(family.logLikelihood(statistics), iterations + 1);
    best = keepBest(best, { run, parameters, logLikelihood, iterations, converged });
  }
  return best!;
}

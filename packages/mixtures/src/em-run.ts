import { expectationMaximization } from '@baytes/em';
import type { Checkpoint } from './checkpoint';
import { mixtureFamily } from './family';
import { evaluated, type FitSnapshot, type Job, meanLogLikelihood, snapshot } from './job';
import { reseeder } from './reseed';

/** One run of EM, from where `from` stands to its end. */
export async function* emRun(job: Job, from: Checkpoint): AsyncGenerator<FitSnapshot, Checkpoint> {
  const { maxIterations, tolerance, covarianceFloor, deadComponent, bigLearning } = job.plan;
  const family = mixtureFamily({
    covarianceFloor,
    deadComponent,
    shareFloor: deadComponent === 'faithful' ? bigLearning.shareFloor : 1e-12,
    reseed: reseeder(job),
    source: job.source,
  });
  let state = from;
  const resume = from.phaseStep > 0 ? { step: from.phaseStep, logLikelihood: from.current.logLikelihood } : undefined;
  if (!from.current.converged) {
    for await (const { step, metrics, state: parameters } of expectationMaximization(
      family,
      from.current.parameters,
      [job.data],
      {
        maxIterations,
        tolerance,
        signal: job.signal,
        resume,
      },
    )) {
      const { logLikelihood, converged } = metrics;
      state = { ...state, phaseStep: step, step: state.step + 1, current: { parameters, logLikelihood, converged } };
      // What an iteration finds is the likelihood of the parameters that entered it.
      state = { ...state, history: evaluated(job, state, step - 1, logLikelihood) };
      yield snapshot(job, state, logLikelihood);
    }
  }
  const logLikelihood = meanLogLikelihood(job, state.current.parameters);
  const history = evaluated(job, state, state.phaseStep, logLikelihood);
  return { ...state, history, bestOfRun: { ...state.current, logLikelihood } };
}

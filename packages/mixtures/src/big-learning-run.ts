import { foldIn, type Key, normalStream, uniformStream } from '@baytes/kernels';
import { matchMarginal } from './big-learning-em';
import type { Checkpoint, RunState } from './checkpoint';
import { evaluated, type FitSnapshot, type Job, meanLogLikelihood, snapshot } from './job';
import type { MixtureParameters } from './parameters';
import { reseeder } from './reseed';
import { drawTask } from './tasks';

/** One run of Big Learning EM and its polish, from where `from` stands to its end. */
export async function* bigLearningRun(job: Job, from: Checkpoint, runKey: Key): AsyncGenerator<FitSnapshot, Checkpoint> {
  const { iterations, evaluateEvery, polish, keepBest, innerSteps, weightPrior, eigenvalueFloor, shareFloor, ...tasks } =
    job.plan.bigLearning;
  const { deadComponent } = job.plan;
  const matching = { innerSteps, weightPrior, eigenvalueFloor, shareFloor, deadComponent, source: job.source };
  const { rows, weights } = job;
  const reseed = reseeder(job);
  let state = from;
  while (state.phase === 'big-learning' && state.phaseStep < iterations) {
    job.signal?.throwIfAborted();
    const iteration = state.phaseStep + 1;
    // A key for every iteration: a resumed fit needs no generator's state.
    const taskKey = foldIn(runKey, iteration);
    const task = drawTask(rows.columns, uniformStream(foldIn(taskKey, 0)), normalStream(foldIn(taskKey, 1)), tasks);
    const matched = await matchMarginal(state.current.parameters, rows.data, task, matching, weights);
    const dead = deadComponent === 'reseed' ? deadComponents(matched, weightPrior, shareFloor) : [];
    const parameters = dead.length > 0 ? reseed(matched, dead) : matched;
    const evaluate = iteration % evaluateEvery === 0 || iteration === iterations;
    const logLikelihood = evaluate ? meanLogLikelihood(job, parameters) : Number.NaN;
    const current: RunState = { parameters, logLikelihood, converged: false };
    state = { ...state, phaseStep: iteration, step: state.step + 1, current };
    if (evaluate) {
      if (!(logLikelihood <= (state.bestOfRun?.logLikelihood ?? Number.NEGATIVE_INFINITY)))
        state = { ...state, bestOfRun: current };
      state = { ...state, history: evaluated(job, state, iteration, logLikelihood) };
    }
    yield snapshot(job, state, logLikelihood);
    // Let timers, signals and progress bars have their turn.
    if (evaluate) await new Promise((resume) => setTimeout(resume));
  }
  if (state.phase === 'big-learning') {
    const start = keepBest && state.bestOfRun ? state.bestOfRun : state.current;
    state = { ...state, phase: 'polish', phaseStep: 0, current: start };
  }
  const all = { subset: Array.from({ length: rows.columns }, (_, j) => j) };
  while (state.phaseStep < polish) {
    job.signal?.throwIfAborted();
    const parameters = await matchMarginal(
      state.current.parameters,
      rows.data,
      all,
      { ...matching, innerSteps: 1, weightPrior: 0 },
      weights,
    );
    const logLikelihood = meanLogLikelihood(job, parameters);
    const change = logLikelihood - state.current.logLikelihood;
    const current: RunState = { parameters, logLikelihood, converged: Math.abs(change) < job.plan.tolerance };
    state = { ...state, phaseStep: state.phaseStep + 1, step: state.step + 1, current };
    if (!(logLikelihood <= (state.bestOfRun?.logLikelihood ?? Number.NEGATIVE_INFINITY)))
      state = { ...state, bestOfRun: current };
    state = { ...state, history: evaluated(job, state, iterations + state.phaseStep, logLikelihood) };
    yield snapshot(job, state, logLikelihood);
  }
  return keepBest ? state : { ...state, bestOfRun: state.current };
}

/** Components whose share was under the floor, read from their smoothed weights. */
function deadComponents({ weights, components: K }: MixtureParameters, prior: number, floor: number): number[] {
  return Array.from(weights.keys()).filter((k) => weights[k] * (1 + K * prior) - prior < floor);
}

import type { Interrupt } from './interrupt';

/** How a long work ended. */
export interface Followed<Step, Result> {
  /** What it returned; undefined where it was interrupted. */
  readonly result: Result | undefined;
  /** The last snapshot seen. */
  readonly last: Step | undefined;
}

/** Milliseconds between two turns that timers and signals get. */
const TURN = 50;

/**
 * Follows a stream of snapshots to its end, or to an interrupt. Engines may go from step to step without ever leaving the
 * thread; this gives signals and progress bars a turn now and then.
 *
 * @param steps what is followed; it is ended properly when interrupted, so that its workers stop.
 * @param onStep sees each snapshot.
 */
export async function follow<Step, Result>(
  steps: AsyncGenerator<Step, Result>,
  interrupt: Interrupt,
  onStep: (step: Step) => unknown = () => {},
): Promise<Followed<Step, Result>> {
  let last: Step | undefined;
  let turn = performance.now();
  for (;;) {
    const next = await steps.next();
    if (next.done) return { result: next.value, last };
    last = next.value;
    await onStep(last);
    if (performance.now() - turn > TURN) {
      await new Promise((resume) => setImmediate(resume));
      turn = performance.now();
    }
    if (interrupt.signal) {
      // The generator's own result is of no use here: it has not got to its end.
      await steps.return(undefined as Result);
      return { result: undefined, last };
    }
  }
}

// Emitters: what turns a placed loop program into something that runs.
import type { LoopOptions } from '../loops/optimize';
import type { PlacedProgram } from '../loops/program';
import { javascript } from './javascript';

/** A program that can be run: on an arena in which the arguments lie, and which then holds the results. */
export interface Runnable {
  /** The arena; the same array for as long as the program lives. */
  arena: Float64Array;
  run: () => void;
}

export interface Emitter {
  /** How it wants its loops. */
  loops: LoopOptions;
  /** Makes code, once. Each call of the result gives an instance with an arena of its own, its constants in place. */
  emit: (program: PlacedProgram) => () => Runnable;
}

export type EmitterName = 'javascript';

export const emitters: Readonly<Record<EmitterName, Emitter>> = { javascript };

/** The emitter for a program. `auto` chooses by the work that the program is. */
export function emitterFor(choice: EmitterName | 'auto'): EmitterName {
  if (choice === 'auto') return 'javascript';
  if (!Object.hasOwn(emitters, choice)) {
    throw new Error(`compile: there is no emitter '${choice}'; there are auto, ${Object.keys(emitters).join(', ')}`);
  }
  return choice;
}

let depth = 0;

/**
 * Whether a function of tensors is being recorded, to be compiled. The numbers in its tensors are those of an example then: checks of
 * values are left out, as the program will see other numbers, and reading a tensor back is refused.
 *
 * @example
 * if (!isRecording()) checkPositive(x.dataSync());
 */
export const isRecording = (): boolean => depth > 0;

/** Runs `run`, during which {@link isRecording} is true. */
export function whileRecording<T>(run: () => T): T {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

// The line of user code that called an op.

// Frames of ours and of TensorFlow.js lie between that line and the kernel.
const LIMIT = 60;

/** `.../packages/` or `.../node_modules/@baytes/`: this file is at `compile/dist/index.js` under it, or at `compile/src/record/place.ts`. */
const house = /^(.*)\/[^/]+\/(?:dist|src\/record)\/[^/]*$/.exec(import.meta.url)?.[1];

/** Runs `run` with stack traces long enough for {@link placeHere}. */
export function withLongTraces<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = LIMIT;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The present line of user code, worked out when it is asked for. */
export function placeHere(): () => string | undefined {
  const { stack } = captured();
  let found: string | undefined;
  return () => (found ??= firstForeign(stack()));
}

function captured(): { stack: () => string } {
  const error = new Error();
  return { stack: () => error.stack ?? '' };
}

function firstForeign(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const at = /((?:file|https?|webpack-internal|blob):\/\/[^\s()]+|\/[^\s()]+|[A-Z]:\\[^\s()]+):(\d+):(\d+)\)?$/.exec(line);
    if (at === null || isOurs(at[1])) continue;
    return `${at[1].replace(/^file:\/\//, '')}:${at[2]}:${at[3]}`;
  }
  return undefined;
}

function isOurs(file: string): boolean {
  if (/[\\/]@tensorflow[\\/]/.test(file)) return true;
  if (house === undefined) return false;
  const root = house.replace(/^file:\/\//, '');
  const path = file.replace(/^file:\/\//, '').split('?')[0];
  return path.startsWith(`${root}/`) && /^[^/]+\/(?:dist|src)\//.test(path.slice(root.length + 1));
}

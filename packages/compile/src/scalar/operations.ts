// Every operation that a loop can apply to numbers: what it computes, and how JavaScript writes it.

/** An operation on numbers. Truth values are 1 and 0. */
export interface ScalarOperation {
  arity: number;
  /** In double precision. */
  evaluate: (...x: number[]) => number;
  /** As a JavaScript expression of arguments that are names or literals. Left out: a call of `evaluate`. */
  javascript?: (...x: string[]) => string;
  /** About how many additions it takes; what is cheap is computed again rather than stored. */
  cost: number;
  /** Whether the order of the arguments does not matter. */
  commutes?: boolean;
}

const CHEAP = 1;
const DIVISION = 4;
const FUNCTION = 20;

const binary = (evaluate: (a: number, b: number) => number, javascript: string, more: Partial<ScalarOperation> = {}) => ({
  arity: 2,
  evaluate,
  javascript: (a: string, b: string) => `(${javascript.replace(/\b[ab]\b/g, (each) => (each === 'a' ? a : b))})`,
  cost: CHEAP,
  ...more,
});
const unary = (evaluate: (x: number) => number, javascript: string, cost = CHEAP) => ({
  arity: 1,
  evaluate,
  javascript: (x: string) => `(${javascript.replace(/\bx\b/g, x)})`,
  cost,
});
/** A function that is called, by its place in `Math`. */
const called = (name: keyof Math & string, cost = FUNCTION) => unary(Math[name] as never, `Math.${name}(x)`, cost);
/** A function of ours that is called. */
const ours = (arity: number, evaluate: (...x: number[]) => number, cost = FUNCTION) => ({ arity, evaluate, cost });

const truth = (condition: boolean) => (condition ? 1 : 0);

function roundToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** The remainder with the sign of the divisor, as TensorFlow.js and Python have it. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return (a < 0 && b < 0) || (a >= 0 && b >= 0) ? rest : (rest + b) % b;
}

// "selu" of Klambauer et al. (2017), section 2.
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

const table = {
  add: binary((a, b) => a + b, 'a + b', { commutes: true }),
  subtract: binary((a, b) => a - b, 'a - b'),
  multiply: binary((a, b) => a * b, 'a * b', { commutes: true }),
  divide: binary((a, b) => a / b, 'a / b', { cost: DIVISION }),
  maximum: binary(Math.max, 'Math.max(a, b)', { commutes: true }),
  minimum: binary(Math.min, 'Math.min(a, b)', { commutes: true }),
  power: binary(Math.pow, 'Math.pow(a, b)', { cost: FUNCTION }),
  remainder: ours(2, remainder, DIVISION),
  atan2: binary(Math.atan2, 'Math.atan2(a, b)', { cost: FUNCTION }),
  bitwiseAnd: binary((a, b) => a & b, 'a & b', { commutes: true }),

  equal: binary((a, b) => truth(a === b), 'a === b ? 1 : 0', { commutes: true }),
  notEqual: binary((a, b) => truth(a !== b), 'a !== b ? 1 : 0', { commutes: true }),
  less: binary((a, b) => truth(a < b), 'a < b ? 1 : 0'),
  lessEqual: binary((a, b) => truth(a <= b), 'a <= b ? 1 : 0'),
  and: binary((a, b) => truth(a !== 0 && b !== 0), 'a !== 0 && b !== 0 ? 1 : 0', { commutes: true }),
  or: binary((a, b) => truth(a !== 0 || b !== 0), 'a !== 0 || b !== 0 ? 1 : 0', { commutes: true }),
  not: unary((x) => truth(x === 0), 'x === 0 ? 1 : 0'),
  /** The second argument where the first is not 0, else the third. */
  select: {
    arity: 3,
    evaluate: (condition: number, then: number, otherwise: number) => (condition !== 0 ? then : otherwise),
    javascript: (condition: string, then: string, otherwise: string) => `(${condition} !== 0 ? ${then} : ${otherwise})`,
    cost: CHEAP,
  },
  isNan: unary((x) => truth(Number.isNaN(x)), 'x !== x ? 1 : 0'),
  isInfinite: unary((x) => truth(Math.abs(x) === Infinity), 'Math.abs(x) === Infinity ? 1 : 0'),
  isFinite: unary((x) => truth(Number.isFinite(x)), 'x - x === 0 ? 1 : 0'),

  negate: unary((x) => -x, '-x'),
  absolute: called('abs', CHEAP),
  sign: called('sign', CHEAP),
  square: unary((x) => x * x, 'x * x'),
  squareRoot: called('sqrt', DIVISION),
  reciprocal: unary((x) => 1 / x, '1 / x', DIVISION),
  reciprocalRoot: unary((x) => 1 / Math.sqrt(x), '1 / Math.sqrt(x)', 2 * DIVISION),
  floor: called('floor', CHEAP),
  ceiling: called('ceil', CHEAP),
  round: ours(1, roundToEven, DIVISION),
  truncate: called('trunc', CHEAP),
  /** As an int32, which wraps around. */
  toInt32: unary((x) => x | 0, 'x | 0'),
  /** As a float32: for draws, which are the bits of their float32 kernels. */
  toFloat32: called('fround', CHEAP),
  /** 1 for what is not 0. */
  toBool: unary((x) => truth(x !== 0), 'x !== 0 ? 1 : 0'),

  exp: called('exp'),
  expm1: called('expm1'),
  log: called('log'),
  log1p: called('log1p'),
  sin: called('sin'),
  cos: called('cos'),
  tan: called('tan'),
  asin: called('asin'),
  acos: called('acos'),
  atan: called('atan'),
  sinh: called('sinh'),
  cosh: called('cosh'),
  tanh: called('tanh'),
  asinh: called('asinh'),
  acosh: called('acosh'),
  atanh: called('atanh'),
  elu: unary((x) => (x >= 0 ? x : Math.exp(x) - 1), 'x >= 0 ? x : Math.exp(x) - 1', FUNCTION),
  selu: ours(1, (x) => (x >= 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * (Math.exp(x) - 1))),
} satisfies Record<string, ScalarOperation>;

/** The name of a built-in operation. */
export type OperationName = keyof typeof table;

/**
 * An operation as programs name it: a built-in one, or `laws:` and the name of a function of the laws module of @baytes/kernels, as
 * `laws:lgamma`. Those become known when a kernel that uses them is lowered.
 */
export type Operation = OperationName | `laws:${string}`;

const learned = new Map<string, ScalarOperation>();

/** Makes a function of the laws module known under its name there. */
export function learnLaw(name: string, arity: number, evaluate: (...x: number[]) => number): Operation {
  const operation = `laws:${name}` as const;
  if (!learned.has(operation)) learned.set(operation, { arity, evaluate, cost: 2 * FUNCTION });
  return operation;
}

/** What an operation does. */
export function scalarOperation(name: Operation): ScalarOperation {
  const found = (table as Record<string, ScalarOperation>)[name] ?? learned.get(name);
  if (found === undefined) throw new Error(`there is no scalar operation ${name}`);
  return found;
}

/** How a reduction starts and goes on. */
export const reductions = {
  sum: { start: 0, step: 'add' },
  product: { start: 1, step: 'multiply' },
  maximum: { start: -Infinity, step: 'maximum' },
  minimum: { start: Infinity, step: 'minimum' },
  all: { start: 1, step: 'and' },
  any: { start: 0, step: 'or' },
} as const satisfies Record<string, { start: number; step: OperationName }>;

export type Reduction = keyof typeof reductions;

// What remains of a function: the loops and calls of its program, and the kernels and lines that each came from.
import type { Origin } from './graph/node';
import { type Address, eachStatement, type Operand, type Statement } from './loops/program';
import type { Code } from './compiled';
import { compiled } from './program';

export interface ExplainOptions {
  /** Print every statement of the loops too. Default false. */
  statements?: boolean;
}

/**
 * Says what a program does, step by step: which kernels each loop or call stands for, and the lines of the function that called them.
 * A gradient's kernels are those of the line that is differentiated.
 *
 * @returns text of several lines.
 *
 * @example
 * console.log(explain(program));
 * // 51 kernels recorded; 23 nodes after the passes; 2 steps, 38 numbers in memory
 * //   1. one number after another, 24 operations
 * //      Exp, Sub (2), Multiply (4), ... model.ts:12:15, model.ts:13:20
 * //   2. ...
 */
export function explain(program: object, { statements = false }: ExplainOptions = {}): string {
  const { trace, main, bound } = compiled(program);
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const part = ({ graph, placed }: Code, recorded: string) => {
    const steps = stepsOf(placed.body);
    const head = `${recorded}${count(graph.nodes.length, 'node')} after the passes; ${count(steps.length, 'step')}, ${count(
      placed.size,
      'number',
    )} in memory`;
    const lines = steps.flatMap((step, i) => {
      const { kernels, places } = originsOf(step);
      return [
        `${String(i + 1).padStart(4)}. ${titleOf(step)}`,
        ...(kernels ? [`      ${kernels}`] : []),
        ...places.map((place) => `      at ${place}`),
        ...(statements ? written(step, '        ') : []),
      ];
    });
    return [head, ...lines];
  };
  return [
    ...part(main, `${count(trace.calls.length, 'kernel')} recorded; `),
    ...(bound ? part(bound, 'when data are bound: ') : []),
  ].join('\n');
}

/** Loops and calls, and between them what needs no loop. */
function stepsOf(body: readonly Statement[]): Statement[][] {
  const steps: Statement[][] = [];
  let open: Statement[] | undefined;
  for (const statement of body) {
    if (statement.kind === 'loop' || statement.kind === 'call') {
      steps.push([statement]);
      open = undefined;
    } else if (open) open.push(statement);
    else steps.push((open = [statement]));
  }
  return steps;
}

function titleOf(step: readonly Statement[]): string {
  const [first] = step;
  if (first.kind === 'call') return `a call of ${first.routine.name}`;
  let operations = 0;
  eachStatement(step, (each) => {
    if (each.kind === 'let' || each.kind === 'accumulate') operations++;
  });
  const work = `${operations} ${operations === 1 ? 'operation' : 'operations'}`;
  if (first.kind !== 'loop') return `one number after another, ${work}`;
  return `a loop over ${extents(first)}, ${work} in its body`;
}

/** Extents of a loop and those inside it, `10 x (3, 4)`. */
function extents(loop: Extract<Statement, { kind: 'loop' }>): string {
  const inner = loop.body.flatMap((each) => (each.kind === 'loop' ? [extents(each)] : []));
  if (inner.length === 0) return String(loop.extent);
  return `${loop.extent} x ${inner.length === 1 ? inner[0] : `(${inner.join(', ')})`}`;
}

function originsOf(step: readonly Statement[]): { kernels: string; places: string[] } {
  const kernels = new Map<string, number>();
  const places = new Set<string>();
  const seen = new Set<Origin>();
  eachStatement(step, (each) => {
    if (!('origin' in each) || seen.has(each.origin)) return;
    seen.add(each.origin);
    kernels.set(each.origin.kernel, (kernels.get(each.origin.kernel) ?? 0) + 1);
    const place = each.origin.place();
    if (place !== undefined) places.add(place);
  });
  return {
    kernels: [...kernels].map(([kernel, times]) => (times > 1 ? `${kernel} (${times})` : kernel)).join(', '),
    places: [...places],
  };
}

const operand = (each: Operand) => ('number' in each ? String(each.number) : `r${each.register}`);

function address({ buffer, offset, axes, indices }: Address): string {
  const terms = [
    ...(offset !== 0 ? [String(offset)] : []),
    ...axes.map(({ axis, stride }) => (stride === 1 ? `i${axis}` : `${stride} i${axis}`)),
    ...indices.map(({ register, stride }) => (stride === 1 ? `r${register}` : `${stride} r${register}`)),
  ];
  return `b${buffer}[${terms.join(' + ') || 0}]`;
}

/** Statements as text, one a line: what a loop program is, for people. */
export function written(body: readonly Statement[], indent = ''): string[] {
  return body.flatMap((each) =>
    each.kind === 'loop'
      ? [`${indent}for i${each.axis} < ${each.extent}`, ...written(each.body, `${indent}  `)]
      : [`${indent}${line(each)}`],
  );
}

function line(statement: Exclude<Statement, { kind: 'loop' }>): string {
  switch (statement.kind) {
    case 'let':
      return `r${statement.register} = ${statement.operation} ${statement.arguments.map(operand).join(' ')}`;
    case 'count': {
      const terms = statement.axes.map(({ axis, stride }) => `${stride} i${axis}`);
      return `r${statement.register} = ${[String(statement.offset), ...terms].join(' + ')}`;
    }
    case 'load':
      return `r${statement.register} = ${address(statement.from)}`;
    case 'store':
      return `${address(statement.to)} ${statement.combine ? `${statement.combine}=` : '='} ${operand(statement.value)}`;
    case 'start':
      return `r${statement.register} starts as ${statement.value}`;
    case 'accumulate':
      return `r${statement.register} ${statement.combine}= ${operand(statement.value)}`;
    case 'call': {
      const names = (buffers: readonly number[]) => buffers.map((buffer) => `b${buffer}`).join(', ');
      return `${names(statement.outputs)} = ${statement.routine.name} ${names(statement.inputs)}`;
    }
  }
}

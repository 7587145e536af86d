// From the graph to loops: one nest for each array that is stored, and each reduction.
import { sizeOf } from '@baytes/tensor';
import { liesInMemory } from '../passes/remove-aliases';
import {
  type Affine,
  type CallNode,
  type Graph,
  isSingle,
  type Node,
  type Origin,
  type ReduceNode,
  stridesOf,
} from '../graph/node';
import { reductions } from '../scalar/operations';
import type { Address, Buffer, LoopProgram, Operand, Statement } from './program';
import { storedNodes } from './storage';
import { orderWishes, SMALL } from './wishes';

/** A place along an axis of an array, in the counters of the loops around. */
interface Place {
  offset: number;
  axes: { axis: number; stride: number }[];
}

export function buildLoops(graph: Graph, inputs: readonly { size: number }[]): LoopProgram {
  return new LoopBuilder(graph, inputs).program();
}

class LoopBuilder {
  private readonly buffers: Buffer[] = [];
  private readonly body: Statement[] = [];
  private readonly bufferOf = new Map<Node, number>();
  /** Numbers that need no loop, in registers. */
  private readonly singles = new Map<Node, Operand>();
  private readonly stored: Set<Node>;
  private readonly wishes: Map<Node, readonly number[]>;
  private readonly ownOutput = new Map<Node, number>();
  private registers = 0;
  private axes = 0;

  constructor(
    private readonly graph: Graph,
    inputs: readonly { size: number }[],
  ) {
    inputs.forEach(({ size }, slot) => {
      this.buffers.push({ role: 'input', size, slot });
    });
    graph.outputs.forEach((node, slot) => {
      const buffer = this.buffers.push({ role: 'output', size: sizeOf(node.shape), slot }) - 1;
      const computed = node.kind !== 'input' && node.kind !== 'constant';
      if (computed && !this.ownOutput.has(node)) this.ownOutput.set(node, buffer);
    });
    this.stored = storedNodes(graph);
    this.wishes = orderWishes(graph);
  }

  program(): LoopProgram {
    for (const node of this.graph.nodes) this.root(node);
    this.graph.outputs.forEach((node, slot) => {
      const buffer = this.buffers.findIndex((each) => each.role === 'output' && each.slot === slot);
      if (this.bufferOf.get(node) !== buffer) this.storeInto(node, buffer);
    });
    return { buffers: this.buffers, body: this.body };
  }

  /** Emits what has memory or a register of its own. */
  private root(node: Node): void {
    switch (node.kind) {
      case 'input':
        this.bufferOf.set(node, node.slot);
        return;
      case 'constant':
        if (node.values.length !== 1) {
          this.bufferOf.set(node, this.buffers.push({ role: 'constant', size: node.values.length, values: node.values }) - 1);
        }
        return;
      case 'reduce':
        this.reduce(node);
        return;
      case 'assemble': {
        const buffer = this.newBuffer(node);
        const covered = node.parts.reduce((sum, part) => sum + sizeOf(part.node.shape), 0);
        if (covered < sizeOf(node.shape)) this.fill(buffer, node.fill, node.origin);
        const strides = stridesOf(node.shape);
        for (const part of node.parts) {
          const offset = part.start.reduce((sum, start, axis) => sum + start * strides[axis], 0);
          this.nest(
            part.node,
            buffer,
            part.step.map((step, axis) => step * strides[axis]),
            offset,
          );
        }
        return;
      }
      case 'call': {
        const outputs = node.routine.outputs.map(({ shape }, number) => {
          const output = this.outputOf(node, number);
          if (output !== undefined) return this.newBuffer(output);
          return this.buffers.push({ role: 'temporary', size: sizeOf(shape) }) - 1;
        });
        const inputs = node.inputs.map((input) => this.inMemory(input));
        this.body.push({ kind: 'call', routine: node.routine, inputs, outputs, origin: node.origin });
        return;
      }
      default:
        if (this.stored.has(node)) this.storeNode(node);
    }
  }

  private outputsOfCalls: Map<CallNode, Node[]> | undefined;

  private outputOf(call: CallNode, number: number): Node | undefined {
    if (this.outputsOfCalls === undefined) {
      this.outputsOfCalls = new Map();
      for (const node of this.graph.nodes) {
        if (node.kind !== 'output') continue;
        const all = this.outputsOfCalls.get(node.source) ?? [];
        this.outputsOfCalls.set(node.source, all);
        all[node.number] = node;
      }
    }
    return this.outputsOfCalls.get(call)?.[number];
  }

  private newBuffer(node: Node): number {
    const buffer = this.ownOutput.get(node) ?? this.buffers.push({ role: 'temporary', size: sizeOf(node.shape) }) - 1;
    this.bufferOf.set(node, buffer);
    return buffer;
  }

  /** The buffer that holds exactly this array. */
  private inMemory(node: Node): number {
    const known = this.bufferOf.get(node);
    if (known !== undefined) return known;
    if (node.kind === 'reshape') return this.inMemory(node.source);
    const buffer = this.buffers.push({ role: 'temporary', size: sizeOf(node.shape) }) - 1;
    this.storeInto(node, buffer);
    this.bufferOf.set(node, buffer);
    return buffer;
  }

  /** Known to be in memory only when it is: until then its number is computed. */
  private storeNode(node: Node): void {
    const buffer = this.newBuffer(node);
    this.bufferOf.delete(node);
    this.storeInto(node, buffer);
    this.bufferOf.set(node, buffer);
  }

  private storeInto(node: Node, buffer: number): void {
    this.nest(node, buffer, stridesOf(node.shape), 0);
  }

  private fill(buffer: number, value: number, origin: Origin): void {
    const { size } = this.buffers[buffer];
    const axis = this.axes++;
    const to: Address = { buffer, offset: 0, axes: [{ axis, stride: 1 }], indices: [] };
    this.body.push({ kind: 'loop', axis, extent: size, body: [{ kind: 'store', to, value: { number: value }, origin }] });
  }

  /** Loops over an array that store each of its numbers. */
  private nest(node: Node, buffer: number, strides: readonly number[], offset: number): void {
    if (sizeOf(node.shape) === 0) return;
    const nest = new Nest(this, node.shape);
    const order =
      this.wishes.get(node)?.filter((axis) => node.shape[axis] > 1) ??
      nest.order(node, (axis) => (Math.abs(strides[axis]) === 1 ? 2 : 8));
    nest.open(order);
    const value = nest.value(node);
    const axes = node.shape.flatMap((length, axis) =>
      length === 1 ? [] : [{ axis: nest.counter(axis), stride: strides[axis] }],
    );
    nest.innermost({ kind: 'store', to: { buffer, offset, axes, indices: [] }, value, origin: node.origin });
    nest.close();
  }

  private reduce(node: ReduceNode): void {
    const { source, axes, reduction, origin } = node;
    const { start, step } = reductions[reduction];
    const kept = source.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const strides = stridesOf(node.shape);
    const single = isSingle(node);
    if (sizeOf(source.shape) === 0) {
      if (sizeOf(node.shape) > 0) this.fill(this.newBuffer(node), start, origin);
      return;
    }
    const nest = new Nest(this, source.shape);
    const small = sizeOf(source.shape) <= SMALL;
    const order = small
      ? [...kept, ...axes].filter((axis) => source.shape[axis] > 1)
      : nest.order(
          source,
          (axis) => {
            const at = kept.indexOf(axis);
            return at < 0 ? 0 : strides[at] === 1 ? 2 : 8;
          },
          kept,
        );
    const target = (buffer: number): Address => ({
      buffer,
      offset: 0,
      axes: kept.flatMap((axis, i) => (source.shape[axis] === 1 ? [] : [{ axis: nest.counter(axis), stride: strides[i] }])),
      indices: [],
    });
    // All kept axes outside of all reduced ones: a register adds up. Else memory does.
    const lastKept = order.reduce((last, axis, depth) => (kept.includes(axis) ? depth : last), -1);
    const inRegister = order.slice(0, lastKept + 1).every((axis) => kept.includes(axis));
    if (inRegister) {
      const depth = lastKept + 1;
      nest.open(order);
      const register = this.register();
      nest.before(depth, { kind: 'start', register, value: start });
      nest.innermost({ kind: 'accumulate', register, combine: step, value: nest.value(source), origin });
      if (single) this.singles.set(node, { register });
      else nest.after(depth, { kind: 'store', to: target(this.newBuffer(node)), value: { register }, origin });
      nest.close();
      return;
    }
    const buffer = this.newBuffer(node);
    this.fill(buffer, start, origin);
    nest.open(order);
    nest.innermost({ kind: 'store', to: target(buffer), value: nest.value(source), combine: step, origin });
    nest.close();
  }

  register(): number {
    return this.registers++;
  }

  axis(): number {
    return this.axes++;
  }

  emit(...statements: Statement[]): void {
    this.body.push(...statements);
  }

  buffer(node: Node): number | undefined {
    return this.bufferOf.get(node);
  }

  /** The register of a number that needs no loop, if it has been computed. */
  single(node: Node): Operand | undefined {
    return this.singles.get(node);
  }

  setSingle(node: Node, operand: Operand): void {
    this.singles.set(node, operand);
  }
}

/** Loops around the numbers of an array, and the statements at each depth of them. */
class Nest {
  private readonly counters: number[];
  private order_: readonly number[] = [];
  private pre: Statement[][] = [];
  private post: Statement[][] = [];
  private readonly known = new Map<string, Operand>();
  private readonly depths = new Map<number, number>();
  private readonly depthOfAxis = new Map<number, number>();
  private readonly ids = new Map<Node, number>();

  constructor(
    private readonly owner: LoopBuilder,
    private readonly shape: readonly number[],
  ) {
    this.counters = shape.map(() => owner.axis());
  }

  counter(axis: number): number {
    return this.counters[axis];
  }

  /**
   * The axes from the outermost to the innermost loop. Innermost is the one along which memory is read and written in the smallest
   * steps; the others stay in their order, kept ones before reduced ones.
   *
   * @param cost of the result's place when that axis is innermost.
   */
  order(value: Node, cost: (axis: number) => number, kept?: readonly number[]): number[] {
    const axes = this.shape.map((_, axis) => axis).filter((axis) => this.shape[axis] > 1);
    if (axes.length < 2) return axes;
    const probe = new Nest(
      Object.create(this.owner, { setSingle: { value: () => {} }, emit: { value: () => {} } }),
      this.shape,
    );
    probe.open(axes);
    probe.value(value);
    const loads = probe.pre.flat().flatMap((each) => (each.kind === 'load' ? [each.from] : []));
    const costs = axes.map((axis) =>
      loads.reduce((sum, from) => {
        const stride = Math.abs(from.axes.find((each) => each.axis === probe.counters[axis])?.stride ?? 0);
        return sum + (stride > 1 ? 4 : stride);
      }, cost(axis)),
    );
    // Of equals the last, which is the natural order.
    const inner = axes.reduce((best, axis, i) => (costs[i] <= costs[axes.indexOf(best)] ? axis : best), axes[0]);
    const rest = axes.filter((axis) => axis !== inner);
    if (kept === undefined) return [...rest, inner];
    return [...rest.filter((axis) => kept.includes(axis)), ...rest.filter((axis) => !kept.includes(axis)), inner];
  }

  open(order: readonly number[]): void {
    this.order_ = order;
    this.pre = Array.from({ length: order.length + 1 }, () => []);
    this.post = Array.from({ length: order.length + 1 }, () => []);
    order.forEach((axis, depth) => {
      this.depthOfAxis.set(this.counters[axis], depth + 1);
    });
  }

  before(depth: number, statement: Statement): void {
    this.pre[depth].push(statement);
  }

  after(depth: number, statement: Statement): void {
    this.post[depth].push(statement);
  }

  innermost(statement: Statement): void {
    this.pre[this.order_.length].push(statement);
  }

  close(): void {
    let body: Statement[] = [];
    for (let depth = this.order_.length; depth >= 0; depth--) {
      body = [...this.pre[depth], ...body, ...this.post[depth]];
      if (depth === 0) break;
      const axis = this.order_[depth - 1];
      body = [{ kind: 'loop', axis: this.counters[axis], extent: this.shape[axis], body }];
    }
    this.owner.emit(...body);
  }

  /** The number of a node at the counters of the loops. */
  value(node: Node): Operand {
    return this.at(
      node,
      this.shape.map((length, axis) => ({ offset: 0, axes: length === 1 ? [] : [{ axis: this.counters[axis], stride: 1 }] })),
    );
  }

  private at(node: Node, index: readonly Place[]): Operand {
    if (node.kind === 'constant' && node.values.length === 1) return { number: node.values[0] };
    const single = this.owner.single(node);
    if (single !== undefined) return single;
    if (isSingle(node)) {
      const value = this.compute(node, index);
      if ('number' in value || this.depthOf(value) === 0) this.owner.setSingle(node, value);
      return value;
    }
    const key = `${this.idOf(node)} ${index.map((each) => `${each.offset}${each.axes.map(({ axis, stride }) => `+${stride}i${axis}`).join('')}`).join(' ')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const value = this.compute(node, index);
    this.known.set(key, value);
    return value;
  }

  private compute(node: Node, index: readonly Place[]): Operand {
    const buffer = this.owner.buffer(node);
    if (buffer !== undefined) return this.load({ buffer, ...flat(index, node.shape), indices: [] });
    switch (node.kind) {
      case 'iota': {
        const { offset, axes } = substituted(node.value, index);
        if (axes.length === 0) return { number: offset };
        const register = this.owner.register();
        return this.put(Math.max(...axes.map(({ axis }) => this.depthOfAxis.get(axis) ?? 0)), {
          kind: 'count',
          register,
          offset,
          axes,
        });
      }
      case 'view':
        return this.at(
          node.source,
          node.index.map((each) => substituted(each, index)),
        );
      case 'reshape': {
        const memory = this.memoryOf(node);
        if (memory !== undefined) return this.load({ buffer: memory, ...flat(index, node.shape), indices: [] });
        if (isSingle(node))
          return this.at(
            node.source,
            node.source.shape.map(() => ({ offset: 0, axes: [] })),
          );
        throw new Error(`a reshape of what is not in memory: ${node.source.kind}`);
      }
      case 'map': {
        const operands = node.inputs.map((input) => this.at(input, index));
        const register = this.owner.register();
        const depth = Math.max(0, ...operands.map((each) => this.depthOf(each)));
        return this.put(depth, { kind: 'let', register, operation: node.operation, arguments: operands, origin: node.origin });
      }
      case 'take': {
        const memory = this.memoryOf(node.source);
        if (memory === undefined) {
          if (!isSingle(node.source)) throw new Error('a pick from what is not in memory');
          return this.at(
            node.source,
            node.source.shape.map(() => ({ offset: 0, axes: [] })),
          );
        }
        const { offset, axes } = substituted(node.place, index);
        let first = offset;
        const indices: { register: number; stride: number }[] = [];
        for (const each of node.indices) {
          const operand = this.at(each.node, index);
          if ('number' in operand) first += operand.number * each.stride;
          else indices.push({ register: operand.register, stride: each.stride });
        }
        return this.load({ buffer: memory, offset: first, axes, indices });
      }
      default:
        throw new Error(
          `a ${node.kind} has not been computed before it is used${liesInMemory(node) ? '' : ', and has no memory'}`,
        );
    }
  }

  private memoryOf(node: Node): number | undefined {
    return this.owner.buffer(node) ?? (node.kind === 'reshape' ? this.memoryOf(node.source) : undefined);
  }

  private load(from: Address): Operand {
    const register = this.owner.register();
    const depth = Math.max(
      0,
      ...from.axes.map(({ axis }) => this.depthOfAxis.get(axis) ?? 0),
      ...from.indices.map((each) => this.depths.get(each.register) ?? 0),
    );
    return this.put(depth, { kind: 'load', register, from });
  }

  private depthOf(operand: Operand): number {
    return 'number' in operand ? 0 : (this.depths.get(operand.register) ?? 0);
  }

  private put(depth: number, statement: Statement & { register: number }): Operand {
    this.depths.set(statement.register, depth);
    this.pre[depth].push(statement);
    return { register: statement.register };
  }

  private idOf(node: Node): number {
    let id = this.ids.get(node);
    if (id === undefined) this.ids.set(node, (id = this.ids.size));
    return id;
  }
}

/** The flat place of an index in an array by rows. */
function flat(index: readonly Place[], shape: readonly number[]): Place {
  const strides = stridesOf(shape);
  return combined(
    0,
    index.map((place, axis) => [place, strides[axis]]),
  );
}

const substituted = ({ offset, coefficients }: Affine, index: readonly Place[]): Place =>
  combined(
    offset,
    coefficients.map((coefficient, axis) => [index[axis], coefficient]),
  );

function combined(offset: number, terms: readonly (readonly [Place, number])[]): Place {
  let sum = offset;
  const strides = new Map<number, number>();
  for (const [place, scale] of terms) {
    if (scale === 0) continue;
    sum += scale * place.offset;
    for (const { axis, stride } of place.axes) strides.set(axis, (strides.get(axis) ?? 0) + scale * stride);
  }
  const axes = [...strides].filter(([, stride]) => stride !== 0).map(([axis, stride]) => ({ axis, stride }));
  return { offset: sum, axes: axes.sort((a, b) => a.axis - b.axis) };
}

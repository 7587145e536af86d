// Each pass on its own: that it does what it is for, and that the graph or the loops still mean the same.
import { describe, expect, it } from 'vitest';
import { Builder } from '../src/graph/build';
import { evaluateGraph } from '../src/graph/evaluate';
import { type Graph, graphOf, type InputNode, type Node, type Routine } from '../src/graph/node';
import { settleAccumulators } from '../src/loops/accumulate';
import { buildLoops } from '../src/loops/build';
import { dropStores } from '../src/loops/drop-stores';
import { fuseLoops } from '../src/loops/fuse';
import { jamLoops } from '../src/loops/jam';
import { mergeSums } from '../src/loops/merge-sums';
import { interpret } from '../src/loops/interpret';
import { placeBuffers } from '../src/loops/place-buffers';
import { eachStatement, type LoopProgram, type Statement } from '../src/loops/program';
import { shareNumbers } from '../src/loops/share';
import { unrollLoops } from '../src/loops/unroll';
import { dropDead } from '../src/passes/drop-dead';
import { foldConstants } from '../src/passes/fold-constants';
import { takeReciprocals } from '../src/passes/reciprocals';
import { removeAliases } from '../src/passes/remove-aliases';
import { shareCommon } from '../src/passes/share-common';
import { simplify } from '../src/passes/simplify';
import { boundTest, splitBound } from '../src/passes/split-bound';
import { someNumbers } from './agree';

const build = new Builder({ kernel: 'test', place: () => undefined });
const input = (slot: number, shape: number[]): InputNode => ({
  kind: 'input',
  slot,
  shape,
  dtype: 'float32',
  origin: build.origin,
});
const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);
const kinds = ({ nodes }: Graph) => nodes.map((node) => (node.kind === 'map' ? node.operation : node.kind));

const argumentsOf = (graph: Graph) => {
  const inputs = graph.nodes.filter((node): node is InputNode => node.kind === 'input');
  const result: Float64Array[] = [];
  for (const { slot, shape } of inputs) result[slot] = Float64Array.from(someNumbers(sizeOf(shape), slot + 1));
  return result;
};

/** Runs a pass over a graph, and expects the same results. */
function through(pass: (graph: Graph) => Graph, ...outputs: Node[]): Graph {
  const graph = graphOf(outputs);
  const after = pass(graph);
  const given = argumentsOf(graph);
  const [wanted, found] = [evaluateGraph(graph, given), evaluateGraph(after, given)];
  found.forEach((numbers, i) => {
    numbers.forEach((number, j) => {
      expect(number).toBeCloseTo(wanted[i][j], 11);
    });
  });
  expect(after.outputs.map(({ shape }) => shape)).toEqual(graph.outputs.map(({ shape }) => shape));
  return after;
}

describe('passes over the graph', () => {
  const x = input(0, [3, 4]);
  const y = input(1, [4]);

  it('fold constants', () => {
    const two = build.map('exp', [build.map('add', [build.number(1), build.number(2)])]);
    const rows = build.reduce('sum', build.constant(Float64Array.of(1, 2, 3, 4), [2, 2]), [1]);
    const graph = through(foldConstants, build.map('multiply', [y, two]), rows);
    expect(kinds(graph)).toEqual(['input', 'constant', 'view', 'multiply', 'constant']);
  });

  it('fold calls of routines', () => {
    let runs = 0;
    const routine: Routine = {
      name: 'twice',
      key: '',
      outputs: [{ shape: [2], dtype: 'float32' }],
      run: ([from], [to]) => {
        runs++;
        for (let i = 0; i < 2; i++) to[i] = 2 * from[i];
      },
    };
    const [known] = build.call(routine, [build.constant(Float64Array.of(1, 2), [2])]);
    const graph = foldConstants(graphOf([known]));
    expect(kinds(graph)).toEqual(['constant']);
    expect(runs).toBe(1);
  });

  it('keep a broadcast constant small', () => {
    const graph = through(foldConstants, build.map('exp', [build.fill(2, [1000])]));
    expect(graph.nodes.every((node) => node.kind !== 'constant' || node.values.length === 1)).toBe(true);
  });

  it('remove aliases', () => {
    const turned = build.transpose(build.transpose(x, [1, 0]), [1, 0]);
    const same = build.reshape(build.reshape(build.map('exp', [turned]), [12]), [3, 4]);
    expect(kinds(through(removeAliases, same))).toEqual(['input', 'exp']);
  });

  it('make one view of several', () => {
    const sliced = build.slice(build.reverse(build.transpose(x, [1, 0]), [0]), [1, 0], [2, 3]);
    expect(kinds(through(removeAliases, build.map('exp', [sliced])))).toEqual(['input', 'view', 'exp']);
  });

  it('reshape views of memory where their axes follow one another', () => {
    const cut = build.reshape(build.slice(x, [1, 0], [2, 4]), [8]);
    expect(kinds(through(removeAliases, build.map('exp', [cut])))).toEqual(['input', 'reshape', 'view', 'exp']);
    const columns = build.reshape(build.slice(x, [0, 1], [3, 2]), [6]);
    expect(kinds(through(removeAliases, columns))).toEqual(['input', 'view', 'reshape']);
  });

  it('share what is common', () => {
    const a = build.map('exp', [x]);
    const b = build.map('exp', [x]);
    const sum = build.map('add', [a, build.map('multiply', [b, y])]);
    const other = build.map('add', [build.map('multiply', [build.broadcast(y, [3, 4]), a]), b]);
    const graph = through(shareCommon, sum, other);
    expect(kinds(graph).filter((kind) => kind === 'exp')).toHaveLength(1);
    expect(kinds(graph).filter((kind) => kind === 'add')).toHaveLength(1);
  });

  it('share no more than that', () => {
    const graph = through(
      shareCommon,
      build.map('subtract', [x, build.map('exp', [x])]),
      build.map('subtract', [build.map('exp', [x]), x]),
      build.reduce('sum', x, [0]),
      build.reduce('maximum', x, [0]),
      build.slice(x, [0, 0], [1, 4]),
      build.slice(x, [1, 0], [1, 4]),
    );
    expect(graph.nodes).toHaveLength(8);
  });

  it('drop what is dead', () => {
    const graph = { ...graphOf([build.map('exp', [x]), build.map('log', [x])]) };
    const half = { nodes: graph.nodes, outputs: [graph.outputs[0]] };
    expect(kinds(dropDead(half))).toEqual(['input', 'exp']);
  });

  it('simplify identities', () => {
    const zero = build.fill(0, [3, 4]);
    const one = build.fill(1, [3, 4]);
    const same = build.map('multiply', [build.map('add', [build.map('subtract', [x, zero]), zero]), one]);
    expect(kinds(through(simplify, same))).toEqual(['input']);
    const less = build.map('add', [x, build.map('negate', [y])], [3, 4]);
    expect(kinds(through((graph) => simplify(removeAliases(graph)), less))).toContain('add');
    expect(kinds(through(simplify, build.map('add', [y, build.map('negate', [y])])))).toContain('subtract');
    expect(kinds(through(simplify, build.map('power', [x, build.fill(2, [3, 4])])))).toEqual(['input', 'square']);
  });

  it('work on repeated numbers once', () => {
    const graph = through(simplify, build.map('exp', [build.broadcast(y, [100, 4])]));
    expect(graph.nodes.find((node) => node.kind === 'map')?.shape).toEqual([4]);
    const sum = through(simplify, build.reduce('sum', build.broadcast(y, [100, 4]), [0, 1]));
    expect(sum.nodes.every((node) => sizeOf(node.shape) <= 4)).toBe(true);
  });

  it('add up parts that lie apart without their zeros', () => {
    const part = (at: number, node: Node) => build.assemble([6], [{ node, start: [at], step: [1] }]);
    const pair = input(2, [2]);
    const sum = build.map('add', [build.map('add', [part(0, pair), part(2, pair)]), part(4, pair)]);
    expect(kinds(through(simplify, sum))).toEqual(['input', 'assemble']);
    const over = build.map('add', [part(0, pair), part(1, pair)]);
    expect(kinds(through(simplify, over))).toContain('add');
  });

  it('meet numbers and signs of products', () => {
    const half = build.map('multiply', [build.fill(-0.5, [3, 4]), build.map('multiply', [build.fill(2, [3, 4]), x])]);
    expect(kinds(through((graph) => dropDead(simplify(simplify(graph))), half))).toEqual(['input', 'negate']);
    const signs = build.map('negate', [build.map('multiply', [build.map('negate', [x]), build.map('exp', [x])])]);
    expect(kinds(through((graph) => simplify(simplify(graph)), signs))).toEqual(['input', 'exp', 'multiply']);
  });

  it('divide once by what is the same for many', () => {
    const scale = input(1, []);
    const graph = through(
      (each) => takeReciprocals(each, () => false),
      build.map('divide', [x, scale]),
      build.map('divide', [x, input(2, [3, 4])]),
    );
    expect(kinds(graph).filter((kind) => kind === 'divide')).toHaveLength(1);
    expect(graph.nodes.find((node) => node.kind === 'map' && node.operation === 'reciprocal')?.shape).toEqual([]);
  });

  it('split off what follows from bound data alone', () => {
    const data = input(1, [4]);
    const logs = build.map('log1p', [build.map('square', [data])]);
    const cheap = build.map('negate', [data]);
    const total = build.reduce('sum', logs, [0]);
    const free = build.map('add', [input(0, [4]), cheap]);
    const result = build.map('multiply', [build.map('add', [free, logs]), build.map('sin', [build.map('add', [free, total])])]);
    const graph = graphOf([result]);
    expect(boundTest(graph, 1)(total)).toBe(true);
    expect(boundTest(graph, 1)(result)).toBe(false);
    const { main, bound } = splitBound(graph, 1, 2);
    // The logarithms are taken when data are bound; a sign costs less than to read it.
    expect(kinds(main)).not.toContain('log1p');
    expect(kinds(main)).toContain('negate');
    expect(kinds(bound as Graph)).toContain('log1p');
    const given = argumentsOf(graph);
    expect(bound?.outputs).toHaveLength(2);
    const hoisted = evaluateGraph(bound as Graph, given);
    const found = evaluateGraph(main, [...given, ...hoisted])[0];
    evaluateGraph(graph, given)[0].forEach((number, i) => {
      expect(found[i]).toBeCloseTo(number, 13);
    });
    expect(splitBound(graphOf([build.map('exp', [input(0, [4])])]), 1, 1).bound).toBeUndefined();
  });
});

const statements = ({ body }: LoopProgram): Statement[] => {
  const all: Statement[] = [];
  eachStatement(body, (each) => all.push(each));
  return all;
};
const count = (program: LoopProgram, kind: Statement['kind']) =>
  statements(program).filter((each) => each.kind === kind).length;

/** The loops of a graph, and after a pass; both must give what the graph gives. */
function loops(pass: (program: LoopProgram) => LoopProgram, ...outputs: Node[]): [LoopProgram, LoopProgram] {
  const graph = removeAliases(graphOf(outputs));
  const given = argumentsOf(graph);
  const before = buildLoops(
    graph,
    given.map(({ length }) => ({ size: length })),
  );
  const after = pass(before);
  const wanted = evaluateGraph(graph, given);
  for (const program of [before, after]) {
    interpret(program, given).forEach((numbers, i) => {
      numbers.forEach((number, j) => {
        expect(number).toBeCloseTo(wanted[i][j], 11);
      });
    });
  }
  return [before, after];
}

describe('passes over loops', () => {
  const x = input(0, [30, 40]);
  const y = input(1, [40]);
  const w = build.map('exp', [x]);

  it('fuse chains with the reductions that they end in', () => {
    const total = build.reduce('sum', build.map('multiply', [w, y]), [0, 1]);
    const [before, after] = loops(fuseLoops, total, w);
    expect(count(before, 'loop')).toBe(4);
    expect(count(after, 'loop')).toBe(2);
  });

  it('fuse what needs the sum of a row with the rows', () => {
    const rows = build.reduce('sum', w, [1], true);
    const shares = build.map('divide', [w, rows]);
    const [, after] = loops(fuseLoops, shares);
    expect(after.body.filter((each) => each.kind === 'loop')).toHaveLength(1);
  });

  it('do not fuse what needs the whole of an earlier loop', () => {
    const total = build.reduce('sum', w, [0, 1]);
    const shares = build.map('divide', [w, total]);
    const [, after] = loops(fuseLoops, shares);
    expect(after.body.filter((each) => each.kind === 'loop')).toHaveLength(2);
    const columns = build.reduce('sum', w, [0], true);
    const [, apart] = loops(fuseLoops, build.map('divide', [w, columns]));
    expect(apart.body.filter((each) => each.kind === 'loop').length).toBeGreaterThan(1);
    const [, turned] = loops(fuseLoops, build.map('add', [w, build.map('exp', [build.reverse(build.map('exp', [w]), [0])])]));
    expect(turned.body.filter((each) => each.kind === 'loop').length).toBeGreaterThanOrEqual(1);
  });

  it('keep numbers in registers', () => {
    const long = build.map('sin', [w]);
    const [before, after] = loops(
      (program) => dropStores(shareNumbers(fuseLoops(program))),
      build.map('add', [long, build.map('cos', [w])]),
      build.reduce('sum', build.map('multiply', [long, w]), [0, 1]),
    );
    expect(count(after, 'load')).toBeLessThan(count(before, 'load'));
    expect(count(after, 'store')).toBeLessThan(count(before, 'store'));
    expect(statements(after).filter((each) => each.kind === 'let' && each.operation === 'exp')).toHaveLength(1);
  });

  it('jam outer loops: each inner loop once for four turns', () => {
    const rows = input(0, [22, 9]);
    const weights = input(1, [9]);
    const fit = build.reduce('sum', build.map('multiply', [rows, weights]), [1]);
    const residual = build.map('exp', [fit]);
    const spread = build.broadcast(build.reshape(residual, [22, 1]), [22, 9]);
    const slopes = build.reduce('sum', build.map('multiply', [rows, spread]), [0]);
    const [before, after] = loops(
      (program) => shareNumbers(mergeSums(jamLoops(dropStores(shareNumbers(fuseLoops(program)))))),
      slopes,
      build.reduce('sum', fit, [0]),
    );
    const reads = (program: LoopProgram) =>
      statements(program).filter((each) => each.kind === 'load' && each.from.buffer === 1).length;
    const outer = after.body.find((each) => each.kind === 'loop' && each.extent === 5);
    expect(outer).toBeDefined();
    // Weights are read once for four rows, and once for each of the two rows that are left.
    expect(reads(after)).toBe(3);
    expect(reads(before)).toBe(1);
  });

  it('jam no loop of which a turn needs the one before', () => {
    // x is turned around between two uses, so that rows of one are other rows of the other.
    const rows = build.map('exp', [input(0, [16, 8])]);
    const turned = build.reduce('sum', build.map('multiply', [rows, build.reverse(rows, [0])]), [1]);
    loops((program) => mergeSums(jamLoops(dropStores(shareNumbers(fuseLoops(program))))), turned, rows);
  });

  it('merge sums that follow one another', () => {
    const origin = build.origin;
    const to = { buffer: 1, offset: 0, axes: [], indices: [] };
    const at = (offset: number) => ({ buffer: 0, offset, axes: [], indices: [] });
    const program: LoopProgram = {
      buffers: [
        { role: 'input', size: 4, slot: 0 },
        { role: 'output', size: 1, slot: 0 },
      ],
      body: [
        { kind: 'store', to, value: { number: 0 }, origin },
        ...[0, 1, 2].flatMap((i): Statement[] => [
          { kind: 'load', register: i, from: at(i) },
          { kind: 'store', to, value: { register: i }, combine: 'add', origin },
        ]),
        { kind: 'load', register: 3, from: to },
        { kind: 'store', to, value: { register: 3 }, combine: 'add', origin },
      ],
    };
    const merged = mergeSums(program);
    // The last one reads what the others have added, so it stays apart.
    expect(count(merged, 'store')).toBe(3);
    const given = [Float64Array.of(1, 20, 300, 4000)];
    expect([...interpret(merged, given)[0]]).toEqual([642]);
    expect([...interpret(program, given)[0]]).toEqual([642]);
  });

  it('unroll small loops, and turn what they add up into registers', () => {
    const a = input(0, [4]);
    const square = build.map('exp', [a]);
    const [, after] = loops(
      (program) => dropStores(shareNumbers(settleAccumulators(unrollLoops(program)))),
      build.map('divide', [square, build.reduce('sum', square, [0])]),
    );
    expect(count(after, 'loop')).toBe(0);
    expect(count(after, 'start') + count(after, 'accumulate')).toBe(0);
    expect(count(after, 'store')).toBe(4);
    expect(count(after, 'load')).toBe(4);
  });

  describe('on programs that are easy to get wrong', () => {
    const { origin } = build;
    const number = (value: number) => ({ number: value });
    const place = (buffer: number, axes: [axis: number, stride: number][], offset = 0) => ({
      buffer,
      offset,
      axes: axes.map(([axis, stride]) => ({ axis, stride })),
      indices: [],
    });
    const store = (
      to: ReturnType<typeof place>,
      value: { register: number } | { number: number },
      combine?: 'add',
    ): Statement => ({
      kind: 'store',
      to,
      value,
      combine,
      origin,
    });
    const load = (register: number, from: ReturnType<typeof place>): Statement => ({ kind: 'load', register, from });
    const loop = (axis: number, extent: number, ...body: Statement[]): Statement => ({ kind: 'loop', axis, extent, body });
    const buffers = (size: number): LoopProgram['buffers'] => [
      { role: 'input', size, slot: 0 },
      { role: 'output', size, slot: 0 },
      { role: 'output', size, slot: 1 },
    ];
    /** Every pass must leave the results as they are. */
    const unchanged = (program: LoopProgram) => {
      const given = [Float64Array.from(someNumbers(program.buffers[0].size))];
      const wanted = interpret(program, given).map((each) => [...each]);
      const passes = { fuseLoops, shareNumbers, jamLoops, mergeSums, unrollLoops, settleAccumulators, dropStores };
      for (const [name, pass] of Object.entries(passes)) {
        interpret(pass(program), given).forEach((numbers, i) => {
          numbers.forEach((each, j) => {
            expect(each, `${name}, result ${i}`).toBeCloseTo(wanted[i][j], 12);
          });
        });
      }
    };

    it('sums in places where turns meet, and what reads them after all turns', () => {
      unchanged({
        buffers: buffers(20),
        body: [
          loop(0, 20, store(place(1, [[0, 1]]), number(0)), store(place(2, [[0, 1]]), number(0))),
          // Turns i and j meet in i + j.
          loop(
            1,
            10,
            loop(
              2,
              10,
              load(0, place(0, [[1, 1]])),
              store(
                place(1, [
                  [1, 1],
                  [2, 1],
                ]),
                { register: 0 },
                'add',
              ),
            ),
          ),
          loop(
            3,
            10,
            loop(
              4,
              10,
              load(
                1,
                place(1, [
                  [3, 1],
                  [4, 1],
                ]),
              ),
              store(
                place(2, [
                  [3, 1],
                  [4, 1],
                ]),
                { register: 1 },
              ),
            ),
          ),
        ],
      });
    });

    it('a place that a loop changes between two readings', () => {
      unchanged({
        buffers: buffers(4),
        body: [
          loop(9, 4, store(place(1, [[9, 1]]), number(0)), store(place(2, [[9, 1]]), number(0))),
          store(place(1, []), number(5)),
          loop(
            0,
            3,
            load(0, place(1, [])),
            store(place(2, [[0, 1]]), { register: 0 }),
            load(1, place(0, [[0, 1]])),
            store(place(1, []), { register: 1 }),
            loop(1, 2, load(2, place(1, [])), store(place(2, [], 3), { register: 2 }, 'add')),
          ),
          load(3, place(1, [])),
          store(place(1, [], 3), { register: 3 }),
        ],
      });
    });

    it('a place that an inner statement changes after an outer one has set it', () => {
      unchanged({
        buffers: buffers(4),
        body: [
          loop(9, 4, store(place(1, [[9, 1]]), number(0)), store(place(2, [[9, 1]]), number(0))),
          loop(
            0,
            4,
            store(place(1, [[0, 1]]), number(7)),
            loop(
              1,
              2,
              load(0, place(0, [[1, 1]])),
              store(place(1, [[0, 1]]), { register: 0 }, 'add'),
              load(1, place(1, [[0, 1]])),
              store(place(2, [[0, 1]]), { register: 1 }),
            ),
          ),
        ],
      });
    });

    it('a recurrence around sums', () => {
      unchanged({
        buffers: buffers(17),
        body: [
          loop(
            9,
            17,
            load(9, place(0, [[9, 1]])),
            store(place(1, [[9, 1]]), { register: 9 }),
            store(place(2, [[9, 1]]), number(0)),
          ),
          loop(
            0,
            16,
            { kind: 'start', register: 0, value: 0 },
            loop(1, 8, load(1, place(0, [[1, 1]])), {
              kind: 'accumulate',
              register: 0,
              combine: 'add',
              value: { register: 1 },
              origin,
            }),
            // Each turn needs what the one before has stored.
            load(2, place(1, [[0, 1]])),
            { kind: 'let', register: 3, operation: 'add', arguments: [{ register: 0 }, { register: 2 }], origin },
            { kind: 'let', register: 4, operation: 'sin', arguments: [{ register: 3 }], origin },
            store(place(1, [[0, 1]], 1), { register: 4 }),
          ),
        ],
      });
    });
  });

  it('place temporaries where others have been', () => {
    let node: Node = x;
    // Each turn needs the whole of the one before.
    for (let i = 0; i < 6; i++) {
      const each = build.map('sin', [build.map('exp', [node])]);
      node = build.map('divide', [each, build.reduce('maximum', each, [0, 1], true)]);
    }
    const [program] = loops((each) => each, node);
    const placed = placeBuffers(program);
    const temporaries = program.buffers.filter(({ role }) => role === 'temporary').reduce((sum, { size }) => sum + size, 0);
    const fixed = program.buffers.filter(({ role }) => role !== 'temporary').reduce((sum, { size }) => sum + size, 0);
    expect(temporaries).toBeGreaterThan(4 * 1200);
    expect(placed.size).toBeLessThanOrEqual(fixed + 2 * 1200 + 4);
  });
});

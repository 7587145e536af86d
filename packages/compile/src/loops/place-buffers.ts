// Buffers placed in the arena: arguments first, in order, then results, then constants; temporaries where there is room while they live.
import { eachStatement, type LoopProgram, type PlacedProgram } from './program';

export function placeBuffers(program: LoopProgram): PlacedProgram {
  const { buffers, body } = program;
  const lives = buffers.map(() => ({ from: Number.POSITIVE_INFINITY, to: -1 }));
  body.forEach((top, at) => {
    eachStatement([top], (each) => {
      const touched =
        each.kind === 'load'
          ? [each.from.buffer]
          : each.kind === 'store'
            ? [each.to.buffer]
            : each.kind === 'call'
              ? [...each.inputs, ...each.outputs]
              : [];
      for (const buffer of touched) {
        lives[buffer].from = Math.min(lives[buffer].from, at);
        lives[buffer].to = at;
      }
    });
  });
  const offsets = buffers.map(() => 0);
  let top = 0;
  for (const role of ['input', 'output', 'constant'] as const) {
    buffers
      .map((_, number) => number)
      .filter((number) => buffers[number].role === role && (role !== 'constant' || lives[number].to >= 0))
      .sort((a, b) => (buffers[a].slot ?? 0) - (buffers[b].slot ?? 0))
      .forEach((number) => {
        offsets[number] = top;
        top += buffers[number].size;
      });
  }
  let size = top;
  const placed: number[] = [];
  const temporaries = buffers
    .map((_, number) => number)
    .filter((number) => buffers[number].role === 'temporary' && lives[number].to >= 0);
  for (const number of temporaries.sort((a, b) => lives[a].from - lives[b].from || buffers[b].size - buffers[a].size)) {
    const { from } = lives[number];
    for (let i = placed.length - 1; i >= 0; i--) if (lives[placed[i]].to < from) placed.splice(i, 1);
    // The first gap that is large enough; on an even place, for vectors of two.
    let at = top + (top & 1);
    for (const other of placed.sort((a, b) => offsets[a] - offsets[b])) {
      if (at + buffers[number].size <= offsets[other]) break;
      const end = offsets[other] + buffers[other].size;
      at = Math.max(at, end + (end & 1));
    }
    offsets[number] = at;
    size = Math.max(size, at + buffers[number].size);
    placed.push(number);
  }
  return { ...program, offsets, size };
}

// Writes the array loops of samplers. A function of assembly/random/*.ts of the form
//
//   // @sampler 2
//   export function weibull(concentration: f64, scale: f64): f64 { ... }
//
// (any number of f64 arguments) takes its random numbers from assembly/random/stream.ts and gives one draw. It becomes
// weibull_draws(k0, k1, first, address and stride of each argument, out, n): draws first, first + 1, ... under the key (k0, k1).
// A stride of 1 walks, a stride of 0 repeats one number. The number after the mark says how many of an element's 64-bit blocks it
// nearly always takes: those are made ahead, four elements at a time. Where the file exports a function weibull_draws of that form
// itself, that is the loop.
import { readdirSync, readFileSync } from 'node:fs';

const SIGNATURE = /\/\/ @sampler (\d)\n(?:\/\/[^\n]*\n)*export function (\w+)\(([^)]*)\): f64 /g;

/** The marked functions of assembly/random, by file and by name. */
export function samplerFunctions(assembly) {
  const found = [];
  for (const file of readdirSync(`${assembly}/random`)
    .filter((name) => name.endsWith('.ts'))
    .sort()) {
    const text = readFileSync(`${assembly}/random/${file}`, 'utf8');
    const marks = text.match(/\/\/ @sampler/g)?.length ?? 0;
    const functions = [...text.matchAll(SIGNATURE)].map(([, blocks, name, parameters]) => {
      const list = parameters
        .split(',')
        .map((parameter) => parameter.trim())
        .filter(Boolean);
      if (list.some((parameter) => !/^\w+: f64$/.test(parameter)))
        throw new Error(`random/${file}: ${name}(${parameters}) is marked @sampler, but not all arguments are f64`);
      const ownLoop = text.includes(`export function ${name}_draws(`);
      return { name, blocks, ownLoop, arity: list.length, path: `./random/${file.slice(0, -3)}` };
    });
    if (functions.length !== marks)
      throw new Error(`random/${file}: ${marks} marks @sampler, but ${functions.length} functions of f64 under them`);
    found.push(...functions);
  }
  return found;
}

/** The AssemblyScript of the loops. */
export function samplerLoops(functions) {
  const lines = [`import { CHUNK, makeAhead, useElement, useKey } from './random/stream';`];
  for (const { name, blocks, ownLoop, arity, path } of functions) {
    if (ownLoop) {
      lines.push(`export { ${name}_draws } from '${path}';`);
      continue;
    }
    const args = Array.from({ length: arity }, (_, i) => `a${i}`);
    const signature = args.map((a) => `${a}: usize, s${a}: usize, `).join('');
    lines.push(
      `import { ${name} } from '${path}';`,
      `export function ${name}_draws(k0: u32, k1: u32, first: u32, ${signature}out: usize, n: u32): void {`,
      '  useKey(k0, k1);',
      '  for (let start: u32 = 0; start < n; start += CHUNK) {',
      '    const end = min(n, start + CHUNK);',
      `    makeAhead(first + start, end - start, ${blocks});`,
      '    for (let i = start; i < end; i++) {',
      '      useElement(first + i);',
      `      store<f64>(out + (<usize>i << 3), ${name}(${args.map((a) => `load<f64>(${a} + ((<usize>i * s${a}) << 3))`).join(', ')}));`,
      '    }',
      '  }',
      '}',
    );
  }
  return lines.join('\n');
}

/** The TypeScript of their names and numbers of arguments. */
export function samplerTypes(functions) {
  const rows = functions.map(({ name, arity }) => `  ${name}: ${arity};`);
  return `/** Samplers of the laws module, and how many parameters each takes. */\nexport interface Samplers {\n${rows.join('\n')}\n}\n`;
}

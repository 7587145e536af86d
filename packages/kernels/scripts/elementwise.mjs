// Writes the array loops of elementwise functions. A function of assembly/special/*.ts or assembly/random/*.ts of the form
//
//   // @elementwise
//   export function igammaP(a: f64, x: f64): f64 { ... }
//
// (any number of f64 arguments) is exported from the laws module under its own name for single numbers, and as igammaP_f64 and
// igammaP_f32 for arrays: (address and stride of each argument, address of the result, count). A stride of 1 walks, a stride of 0
// repeats one number. Inside, all is float64. Where the same file also exports
//
//   igammaP_f64x2(a: v128, x: v128): v128     both loops take two elements at a time
//   igammaP_f32x4(a: v128, x: v128): v128     the float32 loop takes four, in float32 (only where that stays within 1 ulp)
//
// the loops use it. Vectors may read and write past the count, up to the end of its last vector: arrays lie in a Frame, which
// pads to 16 bytes; what is read there is arbitrary, so a vector function must end whatever it is given.
import { readdirSync, readFileSync } from 'node:fs';

const SIGNATURE = /\/\/ @elementwise\n(?:\/\/[^\n]*\n)*export function (\w+)\(([^)]*)\): f64 /g;

/** The marked functions of the AssemblyScript folders, by file and by name. */
export function elementwiseFunctions(assembly, folders) {
  const found = [];
  for (const folder of folders) {
    let names;
    try {
      names = readdirSync(`${assembly}/${folder}`);
    } catch {
      continue;
    }
    for (const file of names.filter((name) => name.endsWith('.ts')).sort()) {
      const text = readFileSync(`${assembly}/${folder}/${file}`, 'utf8');
      const marks = text.match(/\/\/ @elementwise/g)?.length ?? 0;
      const functions = [...text.matchAll(SIGNATURE)].map(([, name, parameters]) => {
        const list = parameters.split(',').map((parameter) => parameter.trim());
        if (list.some((parameter) => !/^\w+: f64$/.test(parameter)))
          throw new Error(`${folder}/${file}: ${name}(${parameters}) is marked @elementwise, but not all arguments are f64`);
        const has = (suffix) => new RegExp(`export function ${name}_${suffix}\\(`).test(text);
        return { name, arity: list.length, pair: has('f64x2'), four: has('f32x4'), path: `./${folder}/${file.slice(0, -3)}` };
      });
      if (functions.length !== marks)
        throw new Error(`${folder}/${file}: ${marks} marks @elementwise, but ${functions.length} functions of f64 under them`);
      found.push(...functions);
    }
  }
  return found;
}

/** The AssemblyScript of the loops. */
export function elementwiseLoops(functions) {
  const lines = [];
  for (const { name, arity, pair, four, path } of functions) {
    const args = Array.from({ length: arity }, (_, i) => `a${i}`);
    const imports = [name, ...(pair ? [`${name}_f64x2`] : []), ...(four ? [`${name}_f32x4`] : [])];
    lines.push(`import { ${imports.join(', ')} } from '${path}';`, `export { ${imports.join(', ')} };`);
    for (const type of ['f64', 'f32']) {
      const shift = type === 'f64' ? 3 : 2;
      const signature = args.map((a) => `${a}: usize, s${a}: usize`).join(', ');
      const at = (base) => `${base} + (i << ${shift})`;
      const scalar = (a) => {
        const load = `load<${type}>(${a} + ((i * s${a}) << ${shift}))`;
        return type === 'f64' ? load : `<f64>${load}`;
      };
      let step = 1;
      let body = `store<${type}>(${at('out')}, <${type}>${name}(${args.map(scalar).join(', ')}));`;
      if (type === 'f32' && four) {
        step = 4;
        const vector = (a) => `s${a} ? v128.load(${at(a)}) : v128.load32_splat(${a})`;
        body = `v128.store(${at('out')}, ${name}_f32x4(${args.map(vector).join(', ')}));`;
      } else if (pair && type === 'f64') {
        step = 2;
        const vector = (a) => `s${a} ? v128.load(${at(a)}) : v128.load64_splat(${a})`;
        body = `v128.store(${at('out')}, ${name}_f64x2(${args.map(vector).join(', ')}));`;
      } else if (pair) {
        step = 2;
        const vector = (a) => `f64x2.promote_low_f32x4(s${a} ? v128.load64_zero(${at(a)}) : v128.load32_splat(${a}))`;
        body = `v128.store64_lane(${at('out')}, f32x4.demote_f64x2_zero(${name}_f64x2(${args.map(vector).join(', ')})), 0);`;
      }
      lines.push(
        `export function ${name}_${type}(${signature}, out: usize, n: usize): void {`,
        `  for (let i: usize = 0; i < n; i += ${step}) ${body}`,
        '}',
      );
    }
  }
  return lines.join('\n');
}

/** The TypeScript of their names and numbers of arguments. */
export function elementwiseTypes(functions) {
  const rows = functions.map(({ name, arity }) => `  ${name}: ${arity};`);
  return `/** Elementwise functions of the laws module, and how many arguments each takes. */\nexport interface Elementwise {\n${rows.join('\n')}\n}\n`;
}

// Puts the constant vectors of an AssemblyScript source into memory. An engine builds a vector from an immediate in three or four
// instructions and loads one in one, and a polynomial's coefficients are most of its instructions; but `f32x4.splat(0.5)` is what
// reads well. So it is written that way, and compiled as v128.load of sixteen bytes that hold it.

const SPLAT = /\b(f32x4|f64x2|i32x4|i64x2)\.splat\(([^()]*)\)/g;
const LANES = { f32x4: ['f32', 4], f64x2: ['f64', 2], i32x4: ['i32', 4], i64x2: ['i64', 2] };

/** Literals and CONSTANTS, with sums and quotients of them: what the compiler can work out. */
const isConstant = (expression) =>
  /^[-+*/<>\s.]*$/.test(
    expression.replace(/<[fi](32|64)>|\b0x[0-9a-f]+\b|\b\d+(\.\d+)?(e[-+]?\d+)?\b|\b[A-Z][A-Z0-9_]*\b/gi, (word) =>
      /^[a-z]/.test(word) ? word : '',
    ),
  );

const isZero = (expression) => /^0(\.0)?$/.test(expression.trim()); // an engine has an instruction for that

/** The source with its constant vectors in memory, each once a file. */
export function constantVectorsInMemory(source) {
  const names = new Map();
  const text = source.replace(SPLAT, (whole, type, expression) => {
    if (!isConstant(expression) || isZero(expression)) return whole;
    const key = `${type} ${expression.trim()}`;
    if (!names.has(key)) names.set(key, `constantVector${names.size}`);
    return `v128.load(${names.get(key)})`;
  });
  const tables = [...names].map(([key, name]) => {
    const [type, ...rest] = key.split(' ');
    const [lane, count] = LANES[type];
    return `const ${name}: usize = memory.data<${lane}>([${Array(count).fill(rest.join(' ')).join(', ')}], 16);`;
  });
  return tables.length === 0 ? text : `${text}\n${tables.join('\n')}\n`;
}

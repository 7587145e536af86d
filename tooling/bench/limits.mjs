// What one thread of this machine can do at best, measured in the same run: multiply and add two doubles a vector in WebAssembly,
// operands in the first cache, and read memory. No kernel of ours can be faster; how near one comes is worth knowing.
import asc from 'assemblyscript/asc';

const source = `
// Eight sums are enough to hide the latency of an addition, and few enough for the registers.
export function multiplyAdd(steps: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (let i = 0; i < steps; i++) {
    const at = __heap_base + (<usize>(i & 63) << 4);
    const x = v128.load(at), y = v128.load(at, 1024), w = v128.load(at, 2048), z = v128.load(at, 3072);
    const u = v128.load(at, 4096), v = v128.load(at, 5120);
    a = f64x2.add(a, f64x2.mul(x, w)); b = f64x2.add(b, f64x2.mul(x, z));
    c = f64x2.add(c, f64x2.mul(x, u)); d = f64x2.add(d, f64x2.mul(x, v));
    e = f64x2.add(e, f64x2.mul(y, w)); f = f64x2.add(f, f64x2.mul(y, z));
    g = f64x2.add(g, f64x2.mul(y, u)); h = f64x2.add(h, f64x2.mul(y, v));
  }
  const s = f64x2.add(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)), f64x2.add(f64x2.add(e, f), f64x2.add(g, h)));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}
export function read(bytes: usize): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let at = __heap_base, end = at + bytes; at < end; at += 64) {
    a = f64x2.add(a, v128.load(at)); b = f64x2.add(b, v128.load(at, 16));
    c = f64x2.add(c, v128.load(at, 32)); d = f64x2.add(d, v128.load(at, 48));
  }
  const s = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}`;

/** Best of several tries: 1e9 operations of float64 a second, and 1e9 bytes read a second. */
export async function limits() {
  const { binary, error } = await compiled();
  if (error || !binary) throw error ?? new Error('AssemblyScript wrote no binary');
  const megabytes = 256;
  const memory = new WebAssembly.Memory({ initial: megabytes * 16 + 16 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const { multiplyAdd, read } = /** @type {Record<string, (size: number) => number>} */ (instance.exports);
  const best = (/** @type {() => void} */ call) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      call();
      least = Math.min(least, performance.now() - start);
    }
    return least / 1e3;
  };
  const steps = 3e6;
  const bytes = megabytes << 20;
  return {
    gigaflops: (steps * 8 * 4) / best(() => multiplyAdd(steps)) / 1e9,
    gigabytes: bytes / best(() => read(bytes)) / 1e9,
  };
}

async function compiled() {
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  let binary;
  const { error } = await asc.main(
    ['limits.ts', '-o', 'limits.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'],
    {
      readFile: (name) => (name === 'limits.ts' ? source : null),
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = /** @type {Uint8Array<ArrayBuffer>} */ (contents);
      },
      listFiles: () => [],
    },
  );
  return { binary, error };
}

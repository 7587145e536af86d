// Integrals and sums over a law, from its log density at the golden points' intervals.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GoldenCase } from './golden-cases';

/** Nodes and weights of Gauss and Legendre's rule on [-1, 1]. */
export function gaussLegendre(n: number): { node: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 50; step++) {
      let [before, now] = [1, x];
      for (let k = 2; k <= n; k++) [before, now] = [now, ((2 * k - 1) * x * now - (k - 1) * before) / k];
      slope = (n * (x * now - before)) / (x * x - 1);
      const move = now / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}

const RULE = gaussLegendre(12);

export interface Nodes {
  x: Float32Array;
  /** With respect to x: the integral of f is about sum weight f(x). */
  weight: Float64Array;
}

/**
 * Nodes between the first and the last golden point. Intervals that span magnitudes of the distance from an end of the support are
 * cut in the logarithm of that distance, or of the distance from the middle where the support has no end.
 */
export function nodesOf({ xs: points, support: [low, high], mode }: GoldenCase): Nodes {
  // A density may have a kink at its mode.
  const inner = (x: number | null | undefined) => typeof x === 'number' && x > points[0] && x < points[points.length - 1];
  const xs = inner(mode) ? [...new Set([...points, mode as number])].sort((a, b) => a - b) : points;
  const x: number[] = [];
  const weight: number[] = [];
  const piece = (a: number, b: number, at: (t: number) => number, slope: (t: number) => number) => {
    for (const { node, weight: w } of RULE) {
      const t = a + ((b - a) * (node + 1)) / 2;
      x.push(Math.fround(at(t)));
      weight.push((w * (b - a) * slope(t)) / 2);
    }
  };
  for (let i = 1; i < xs.length; i++) {
    const [a, b] = [xs[i - 1], xs[i]];
    // The end from which the interval spans most.
    const ends = [low, high].filter(Number.isFinite);
    const span = (end: number) => Math.abs(Math.log(Math.abs((b - end) / (a - end))));
    const end = ends.length === 0 ? xs[xs.length >> 1] : ends.reduce((one, other) => (span(other) > span(one) ? other : one));
    const [p, q] = [a - end, b - end];
    if (p * q > 0 && (q / p > 3 || p / q > 3)) {
      const sign = Math.sign(p);
      const [s, t] = [Math.log(Math.abs(p)), Math.log(Math.abs(q))];
      const pieces = Math.max(1, Math.ceil(Math.abs(t - s) / 2));
      for (let k = 0; k < pieces; k++) {
        const [from, to] = [s + ((t - s) * k) / pieces, s + ((t - s) * (k + 1)) / pieces];
        piece(
          from,
          to,
          (u) => end + sign * Math.exp(u),
          (u) => sign * Math.exp(u),
        );
      }
    } else
      piece(
        a,
        b,
        (u) => u,
        () => 1,
      );
  }
  return { x: Float32Array.from(x), weight: Float64Array.from(weight) };
}

/** The whole numbers from the least to the greatest golden point, with weight 1; undefined where there are too many. */
export function wholeNumbers({ xs }: GoldenCase, most = 200_000): Nodes | undefined {
  const [first, last] = [xs[0], xs[xs.length - 1]];
  if (xs.length === 0 || last - first >= most) return undefined;
  const x = Float32Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return { x, weight: new Float64Array(x.length).fill(1) };
}

/** sum weight f. */
export function integral({ weight }: Nodes, f: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weight.length; i++) if (f[i] !== 0) total += weight[i] * f[i];
  return total;
}

/** exp of the numbers of a tensor of log densities, in float64. */
export const exponentials = (logProb: Tensor): Float64Array => Float64Array.from(logProb.dataSync(), (each) => Math.exp(each));

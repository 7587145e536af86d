// How draws move with parameters. Checks, at the middle of the row's smooth ranges:
//
//   along the quantile   each draw x(theta) moves as dx/dtheta = -(dF/dtheta) / density, draw by draw;
//   on average           first and second derivatives of E[f(x)] by draws against quadrature of f times the derivatives of the density,
//                        f = tanh((x - c) / s), within the budget's standard errors. A support that moves would need the density at
//                        its ends besides; there the draws under a fixed key are differentiated by finite differences instead.
import { add, grads, mul, sub, sum, tanh, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { check } from '../../../tensor/test/gradients/check';
import { average, DRAWS, STANDARD_ERRORS } from './budget';
import { integral, nodesOf } from './quadrature';
import { distributionOf, type Range, type Subject } from './row';
import { take } from './take';

/** Draws for the comparison of each with its quantile's path. */
const FEW = 200;

export const pathwise = async (subject: Subject): Promise<string[]> => {
  const wrong: string[] = [];
  if (subject.path?.kind === 'smooth') wrong.push(...(await byDifferences(subject)));
  tidy(() => void wrong.push(...wrongPaths(subject)));
  return wrong;
};

function wrongPaths(subject: Subject): string[] {
  const { x: _, ...ranges } = subject.smooth as Record<string, Range>;
  const { kind = 'quantile', orders = 2 } = subject.path ?? {};
  if (subject.discrete || kind === 'none') return [];
  const names = Object.keys(ranges);
  const middle = names.map((name) => (ranges[name][0] + ranges[name][1]) / 2);
  const wrong: string[] = [];
  /** The distribution at theta + t d, one t for each of many draws. */
  const moved = (t: Tensor, direction: readonly number[]) =>
    distributionOf(subject, {
      ...subject.fixed,
      ...Object.fromEntries(names.map((name, i) => [name, add(middle[i], mul(t, direction[i]))])),
    });
  const unit = (k: number) => names.map((__, i) => (i === k ? 1 : 0));

  if ((kind === 'quantile' || kind === 'smooth') && moved(tensor([0]), unit(0)).has('cdf')) {
    const t = zeros([FEW]);
    for (const [k, name] of names.entries()) {
      const draws = moved(t, unit(k)).sample(5);
      const [path] = grads((each) => sum(moved(each, unit(k)).sample(5)))([t]);
      const [shift] = grads((each) => sum(moved(each, unit(k)).cdf(draws)))([t]);
      const [cdf, logProb] = [moved(t, unit(k)).cdf(draws), moved(t, unit(k)).logProb(draws)].map(take);
      const [found, numerator, xs] = [path, shift, draws].map(take);
      const expected = numerator.map((each, i) => -each / Math.exp(logProb[i]));
      const size = Math.max(...expected.map((each, i) => (cdf[i] > 0.05 && cdf[i] < 0.95 ? Math.abs(each) : 0)));
      for (let i = 0; i < FEW; i++) {
        if (cdf[i] < 0.01 || cdf[i] > 0.99) continue;
        if (!(Math.abs(found[i] - expected[i]) <= 1e-3 * (size + Math.abs(expected[i]))))
          wrong.push(`${subject.name}: d x / d ${name} at the draw ${xs[i]} is ${found[i]}, along its quantile ${expected[i]}`);
      }
    }
  }

  if (kind === 'smooth') return wrong;
  const here = subject.cases[0];
  const atMiddle = grid(subject, names, middle, here.support);
  if (atMiddle === undefined) return wrong;
  const { nodes, c, s } = atMiddle;
  const cost = (x: Tensor) => tanh(mul(sub(x, c), 1 / s));
  const value = Float64Array.from(nodes.x, (x) => Math.tanh((x - c) / s));
  const compare = (what: string, each: Float32Array, expected: number) => {
    const { mean, error } = average(each);
    if (!(Math.abs(mean - expected) <= STANDARD_ERRORS * error + 1e-4 * (1 + Math.abs(expected))))
      wrong.push(`${subject.name}: ${what} of E[f]: ${mean} by draws, ${expected} by quadrature, standard error ${error}`);
  };
  const first = (f: (t: Tensor) => Tensor, t: Tensor) => grads(f)([t])[0];
  const second = (f: (t: Tensor) => Tensor, t: Tensor) => grads((each) => sum(grads(f)([each])[0]))([t])[0];
  const directions: [string, number[], 1 | 2][] = names.map((name, k) => [`the derivative in ${name}`, unit(k), 1]);
  if (orders === 2) directions.push(['the second derivative in all', names.map((__, i) => 1 - 0.2 * i), 2]);
  for (const [what, direction, order] of directions) {
    const [many, all] = [zeros([DRAWS]), zeros([nodes.x.length])];
    const ofDraws = (t: Tensor) => sum(cost(moved(t, direction).sample(6)));
    const ofNodes = (t: Tensor) => sum(moved(t, direction).logProb(nodes.x));
    const logProb = take(moved(all, direction).logProb(nodes.x));
    const slope = take(first(ofNodes, all));
    const bend = order === 2 ? take(second(ofNodes, all)) : undefined;
    const change = Float64Array.from(nodes.x, (__, i) => {
      const density = Math.exp(logProb[i]);
      return density === 0 ? 0 : value[i] * density * (bend ? bend[i] + slope[i] ** 2 : slope[i]);
    });
    compare(what, take((order === 2 ? second : first)(ofDraws, many)), integral(nodes, change));
  }
  return wrong;
}

/** First and second derivatives of draws under a fixed key. */
async function byDifferences(subject: Subject): Promise<string[]> {
  const { x: _, ...ranges } = subject.smooth as Record<string, Range>;
  const names = Object.keys(ranges);
  const f = (...values: Tensor[]) =>
    distributionOf(subject, { ...subject.fixed, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) }).sample(8);
  const inputs = names.map((name) => ({ shape: [5], from: ranges[name][0], to: ranges[name][1] }));
  return (await check({ kernel: 'sample', inputs, f })).map((each) => `${subject.name}: sample: ${each}`);
}

/** Nodes over the draws' range at these parameters, with the centre and width of the cost. */
function grid(subject: Subject, names: string[], middle: number[], support: [number, number]) {
  const law = distributionOf(subject, { ...subject.fixed, ...Object.fromEntries(names.map((name, i) => [name, middle[i]])) });
  const draws = take(law.sample(7, { shape: [4001] })).sort();
  const [q1, c, q3] = [draws[1000], draws[2000], draws[3000]];
  const s = q3 - q1;
  const { low, high } = law.support as { low?: unknown; high?: unknown };
  const ends = [low, high].map((end, i) =>
    typeof end === 'number' ? end : end === undefined ? support[i] : take(end as Tensor)[0],
  );
  // From the middle outwards in growing steps, to where the density has vanished or the support ends.
  const xs: number[] = [];
  for (const [end, sign] of [
    [ends[0], -1],
    [ends[1], 1],
  ] as const) {
    for (let k = sign < 0 ? 1 : 0; k <= 60; k++) {
      const far = Math.fround(c + sign * s * (Math.expm1(k * 0.25) / 4 + k * 0.1));
      if (sign * (far - end) >= 0) {
        // Towards a finite end, by halves.
        const last = c + sign * s * (Math.expm1((k - 1) * 0.25) / 4 + (k - 1) * 0.1);
        for (let j = 1; j <= 22; j++) xs.push(Math.fround(end + (last - end) * 0.5 ** (2 * j)));
        break;
      }
      xs.push(far);
    }
  }
  const sorted = [...new Set(xs)].filter((x) => x > ends[0] && x < ends[1]).sort((a, b) => a - b);
  return { nodes: nodesOf({ xs: sorted, support: ends as [number, number] } as never), c, s };
}

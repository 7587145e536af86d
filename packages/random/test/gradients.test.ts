import {
  betaDrawA,
  betaDrawAA,
  betaDrawAB,
  betaDrawB,
  betaDrawBB,
  betaLogitDraws,
  gammaDrawFirst,
  gammaDrawSecond,
  gammaDraws,
  inverseGaussianDrawShape,
  inverseGaussianDrawShapeShape,
  inverseGaussianDraws,
  lbeta,
  logGammaDrawFirst,
  logGammaDrawSecond,
  logGammaDraws,
  studentTDrawN,
  studentTDrawNN,
  studentTDraws,
  vonMisesDrawK,
  vonMisesDrawKK,
  vonMisesDraws,
  vonMisesFisherFallDrawK,
  vonMisesFisherFallDraws,
} from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import {
  abs,
  add,
  grad,
  grads,
  log,
  matMul,
  mean,
  memory,
  mul,
  sin,
  slice,
  square,
  sum,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import * as random from '../src';
import { it } from './tidied';

const KEY = random.key(7);

type Draw = (parameters: Tensor[]) => Tensor;

/** Laws whose draw is a smooth function of the parameters under a fixed key: derivatives can be checked by differences of draws. */
const INVERSIONS: Record<string, { at: number[]; draw: Draw }> = {
  uniform: { at: [-1, 3], draw: ([low, high]) => random.uniform(KEY, { low, high }, { shape: [64] }) },
  normal: { at: [0.5, 2], draw: ([loc, scale]) => random.normal(KEY, { loc, scale }, { shape: [64] }) },
  laplace: { at: [0.5, 2], draw: ([loc, scale]) => random.laplace(KEY, { loc, scale }, { shape: [64] }) },
  logistic: { at: [0.5, 2], draw: ([loc, scale]) => random.logistic(KEY, { loc, scale }, { shape: [64] }) },
  gumbel: { at: [0.5, 2], draw: ([loc, scale]) => random.gumbel(KEY, { loc, scale }, { shape: [64] }) },
  cauchy: { at: [0.5, 2], draw: ([loc, scale]) => random.cauchy(KEY, { loc, scale }, { shape: [64] }) },
  exponential: { at: [1.7], draw: ([rate]) => random.exponential(KEY, { rate }, { shape: [64] }) },
  weibull: { at: [1.4, 2], draw: ([concentration, scale]) => random.weibull(KEY, { concentration, scale }, { shape: [64] }) },
  pareto: { at: [4, 2], draw: ([concentration, scale]) => random.pareto(KEY, { concentration, scale }, { shape: [64] }) },
  rayleigh: { at: [3], draw: ([scale]) => random.rayleigh(KEY, { scale }, { shape: [64] }) },
  kumaraswamy: { at: [1.5, 2.5], draw: ([a, b]) => random.kumaraswamy(KEY, { a, b }, { shape: [64] }) },
};

// A cost that is neither linear nor symmetric in the draws.
const weights = () => tensor(Array.from({ length: 64 }, (_, i) => Math.sin(i + 1)));
const cost = (y: Tensor) => sum(mul(weights(), add(y, sin(mul(y, 0.3))))) as Tensor;

/** Gradient and Hessian of `f` at `at`, by tensors. */
function derivatives(
  f: (parameters: Tensor[]) => Tensor,
  at: number[],
): { value: number; gradient: number[]; hessian: number[][] } {
  return tidy(() => {
    const point = at.map((x) => tensor(x));
    const first = grads((...parameters: Tensor[]) => f(parameters));
    return {
      value: f(point).dataSync()[0],
      gradient: first(point).map((g) => g.dataSync()[0]),
      hessian: at.map((_, i) =>
        grads((...parameters: Tensor[]) => first(parameters)[i] as Tensor)(point).map((g) => g.dataSync()[0]),
      ),
    };
  });
}

describe.each(backends)('pathwise derivatives on %s', { timeout: 60_000 }, (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(Object.keys(INVERSIONS))('%s: as the draws themselves move', (name) => {
    const { at, draw } = INVERSIONS[name];
    const f = (parameters: Tensor[]) => cost(draw(parameters));
    const { gradient, hessian } = derivatives(f, at);
    const shifted = (i: number, by: number) => at.map((x, j) => (i === j ? x + by : x));
    at.forEach((x, i) => {
      const step = 0.02 * Math.max(1, Math.abs(x));
      const [far, near, back, away] = [2, 1, -1, -2].map((k) => derivatives(f, shifted(i, k * step)));
      // Differences of the fourth order.
      const slope = (pick: (d: typeof far) => number) =>
        (8 * (pick(near) - pick(back)) - (pick(far) - pick(away))) / (12 * step);
      const scale = 1 + Math.max(...gradient.map(Math.abs), ...hessian.flat().map(Math.abs));
      expect(Math.abs(gradient[i] - slope((d) => d.value)) / scale).toBeLessThan(2e-3);
      at.forEach((_, j) => {
        expect(Math.abs(hessian[j][i] - slope((d) => d.gradient[j])) / scale).toBeLessThan(2e-3);
      });
    });
  });

  it('gamma: the exact first and second derivative in the concentration', () => {
    const a = [1e-2, 0.3, 1, 2.5, 40, 1e4];
    const x = gammaDraws(KEY, new Float64Array(new Float32Array(a)), new Float64Array(a.length));
    const shapes = new Float64Array(new Float32Array(a));
    const slope = grad((c) => random.gamma(KEY, { concentration: c }));
    const curvature = grad((c) => slope(c));
    const near = (found: Tensor, expected: Float64Array) =>
      found.dataSync().forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-6 * Math.abs(expected[i]) + 1e-37);
      });
    near(slope(tensor(a)), gammaDrawFirst(shapes, x));
    near(curvature(tensor(a)), gammaDrawSecond(shapes, x));
  });

  it('logGamma: the same at concentrations whose draws underflow', () => {
    const a = [1e-6, 1e-4, 1e-2, 0.3, 2.5, 1e4];
    const shapes = new Float64Array(new Float32Array(a));
    const y = logGammaDraws(KEY, shapes, new Float64Array(a.length));
    const slope = grad((c) => random.logGamma(KEY, { concentration: c }));
    const curvature = grad((c) => slope(c));
    const near = (found: Tensor, expected: Float64Array) =>
      found.dataSync().forEach((value, i) => {
        expect(Math.abs(value / expected[i] - 1)).toBeLessThan(1e-6);
      });
    near(slope(tensor(a)), logGammaDrawFirst(shapes, y));
    near(curvature(tensor(a)), logGammaDrawSecond(shapes, y));
  });

  it('a third derivative in the concentration is a clear error', () => {
    const slope = grad((c) => random.gamma(KEY, { concentration: c }));
    const third = grad((c) => grad((d) => slope(d))(c));
    expect(() => third(tensor([2]))).toThrow(/gamma: there is no third derivative of a draw/);
  });

  it('expectations: gradients of means are those of the closed forms', () => {
    // E x^2 = a (a + 1) / b^2 of gamma; E log x = psi(a) - psi(a + b) of beta and Dirichlet; E x = b / (a - 1) of inverse gamma.
    const n = 40_000;
    const [da, db] = grads((a: Tensor, b: Tensor) =>
      mean(square(random.gamma(KEY, { concentration: a, rate: b }, { shape: [n] }))),
    )([tensor(2), tensor(3)]);
    expect(da.dataSync()[0]).toBeCloseTo(5 / 9, 1.5);
    expect(db.dataSync()[0]).toBeCloseTo(-12 / 27, 1.5);
    const hessian = grad((a) =>
      grad((c) => mean(square(random.gamma(KEY, { concentration: c, rate: 3 }, { shape: [n] }))) as Tensor)(a),
    );
    expect(hessian(tensor(2)).dataSync()[0]).toBeCloseTo(2 / 9, 1.5);
    const beta = grads((a: Tensor, b: Tensor) =>
      mean(random.beta(KEY, { concentration1: a, concentration0: b }, { shape: [n] })),
    )([tensor(2), tensor(3)]);
    // a / (a + b).
    expect(beta[0].dataSync()[0]).toBeCloseTo(3 / 25, 2);
    expect(beta[1].dataSync()[0]).toBeCloseTo(-2 / 25, 2);
    const dirichlet = grad((c) => mean(slice(random.dirichlet(KEY, { concentration: c }, { shape: [n] }), [0, 0], [n, 1])))(
      tensor([1, 2, 3]),
    );
    expect(dirichlet.dataSync()[0]).toBeCloseTo(5 / 36, 2);
    expect(dirichlet.dataSync()[1]).toBeCloseTo(-1 / 36, 2);
    const inverse = grads((a: Tensor, b: Tensor) =>
      mean(log(random.inverseGamma(KEY, { concentration: a, scale: b }, { shape: [n] }))),
    )([tensor(4), tensor(3)]);
    expect(inverse[0].dataSync()[0]).toBeCloseTo(-(Math.PI ** 2 / 6 - 1 - 1 / 4 - 1 / 9), 1.5);
    expect(inverse[1].dataSync()[0]).toBeCloseTo(1 / 3, 4);
    const t = grad((nu) => mean(log(abs(random.studentT(KEY, { degreesOfFreedom: nu }, { shape: [n] })))))(tensor(6));
    // E log|t| = (log nu + psi(1/2) - psi(nu/2)) / 2, so its slope is (1 / nu - psi'(nu / 2) / 2) / 2.
    expect(t.dataSync()[0]).toBeCloseTo((1 / 6 - (Math.PI ** 2 / 6 - 1 - 1 / 4) / 2) / 2, 1.7);
  });

  it('broadcast parameters get the sum of their draws', () => {
    const [loc, scale] = grads((l: Tensor, s: Tensor) => random.normal(KEY, { loc: l, scale: s }, { shape: [4, 3] }))([
      tensor([[1], [2], [3], [4]]),
      tensor([1, 2, 3]),
    ]);
    expect(loc.shape).toEqual([4, 1]);
    expect([...loc.dataSync()]).toEqual([3, 3, 3, 3]);
    expect(scale.shape).toEqual([3]);
  });

  it('counts have no gradient, and say so', () => {
    expect(() => grad((rate) => random.poisson(KEY, { rate }))(tensor([2]))).toThrow(/no derivative with respect to rate/);
  });

  it('leaves no tensors behind', () => {
    const before = memory().numTensors;
    const y = random.gamma(KEY, { concentration: [1, 2], rate: 3 });
    const z = random.dirichlet(KEY, { concentration: [1, 2] });
    expect(memory().numTensors).toBe(before + 2);
    y.dispose();
    z.dispose();
  });
});

describe('truncatedNormal', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await useBackend('cpu');
  });

  // Its draws are no smooth function of the parameters under a key, but their quantiles are: here by quadrature and bisection.
  type Four = [loc: number, scale: number, low: number, high: number];
  const STEPS = 400;
  function integral([loc, scale, low, high]: Four, to: number): number {
    const from = Math.max(low, loc - 12 * scale);
    const end = Math.min(to, high, loc + 12 * scale);
    let sum = 0;
    for (let i = 0; i <= STEPS; i++) {
      const z = (from + ((end - from) * i) / STEPS - loc) / scale;
      sum += (i === 0 || i === STEPS ? 1 : i % 2 ? 4 : 2) * Math.exp(-0.5 * z * z);
    }
    return (sum * (end - from)) / (3 * STEPS);
  }
  function quantile(at: Four, u: number): number {
    const whole = integral(at, Infinity);
    let low = Math.max(at[2], at[0] - 12 * at[1]);
    let high = Math.min(at[3], at[0] + 12 * at[1]);
    for (let step = 0; step < 45; step++) {
      const middle = (low + high) / 2;
      if (integral(at, middle) < u * whole) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  it.each<{ at: Four }>([
    { at: [0.3, 1.2, -1, 2] },
    { at: [0, 1, 1.5, 3] },
    { at: [0, 1, -4, -2] },
    { at: [0.5, 2, 0, Infinity] },
  ])('derivatives are those of quantiles: $at', ({ at }) => {
    const draw = ([loc, scale, low, high]: Tensor[]) => random.truncatedNormal(KEY, { loc, scale, low, high }, { shape: [64] });
    const { gradient, hessian } = derivatives((parameters) => cost(draw(parameters)), at);
    const places = Array.from(draw(at.map((x) => tensor(x))).dataSync(), (y) => integral(at, y) / integral(at, Infinity));
    const value = (point: Four) =>
      places.reduce((total, u, i) => {
        const y = quantile(point, u);
        return total + Math.sin(i + 1) * (y + Math.sin(0.3 * y));
      }, 0);
    const moved = (i: number, by: number, from: Four = at) => from.map((x, j) => (i === j ? x + by : x)) as Four;
    const step = 2e-3;
    const scale = 1 + Math.max(...gradient.map(Math.abs), ...hessian.flat().map(Math.abs));
    for (let i = 0; i < 4; i++) {
      const fixed = !Number.isFinite(at[i]);
      const slope = fixed ? 0 : (value(moved(i, step)) - value(moved(i, -step))) / (2 * step);
      expect(Math.abs(gradient[i] - slope) / scale).toBeLessThan(1e-3);
      for (let j = 0; j <= i; j++) {
        const corner = (a: number, b: number) => value(moved(j, b * step, moved(i, a * step)));
        const bend =
          fixed || !Number.isFinite(at[j])
            ? 0
            : (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * step * step);
        expect(Math.abs(hessian[i][j] - bend) / scale).toBeLessThan(2e-3);
        expect(Math.abs(hessian[j][i] - bend) / scale).toBeLessThan(2e-3);
      }
    }
  });
});

describe('laws whose draws are no closed function of a shape', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await useBackend('cpu');
  });
  const near = (found: Tensor, expected: ArrayLike<number>, tolerance = 2e-6) => {
    const values = found.dataSync();
    for (let i = 0; i < values.length; i++)
      expect(Math.abs(values[i] - expected[i])).toBeLessThanOrEqual(tolerance * Math.abs(expected[i]) + 1e-30);
  };
  const float32 = (values: number[]) => new Float64Array(new Float32Array(values));

  it('studentT: the exact first and second derivative in the degrees of freedom', () => {
    const nu = float32([0.3, 1, 2.5, 8, 40, 1000]);
    const t = studentTDraws(KEY, nu, 0, 1, new Float64Array(nu.length));
    const slope = grad((n) => random.studentT(KEY, { degreesOfFreedom: n }));
    near(slope(tensor(Array.from(nu))), studentTDrawN(nu, t));
    near(grad((n) => slope(n))(tensor(Array.from(nu))), studentTDrawNN(nu, t));
  });

  it('vonMises: the exact first and second derivative in the concentration, and 1 in the location', () => {
    const k = float32([1e-3, 0.3, 1, 2.5, 8, 40, 1000]);
    const x = vonMisesDraws(KEY, k, new Float64Array(k.length));
    const slope = grad((c) => random.vonMises(KEY, { concentration: c }));
    near(slope(tensor(Array.from(k))), vonMisesDrawK(k, x));
    near(grad((c) => slope(c))(tensor(Array.from(k))), vonMisesDrawKK(k, x));
    near(grad((loc) => random.vonMises(KEY, { loc, concentration: 2 }))(tensor([3, -3])), [1, 1]);
  });

  it('beta: derivatives of the logit are those of the draw, to second order', () => {
    const a = float32([0.5, 0.5, 1, 2, 5, 30, 300]);
    const b = float32([0.5, 2, 1, 7, 0.6, 20, 5]);
    const t = betaLogitDraws(KEY, a, b, new Float64Array(a.length));
    const y = t.map((each) => 1 / (1 + Math.exp(-each)));
    const logit = (p: Tensor, q: Tensor) => random.betaLogit(KEY, { concentration1: p, concentration0: q });
    const at = [tensor(Array.from(a)), tensor(Array.from(b))];
    const first = grads(logit);
    const [da, db] = [betaDrawA(a, b, y), betaDrawB(a, b, y)];
    const [ofA, ofB] = first(at);
    near(
      ofA,
      da.map((g, i) => g / (y[i] * (1 - y[i]))),
      1e-5,
    );
    near(
      ofB,
      db.map((g, i) => g / (y[i] * (1 - y[i]))),
      1e-5,
    );
    const bend = (h: Float64Array, g: Float64Array, k: Float64Array) =>
      h.map((each, i) => each / (y[i] * (1 - y[i])) - ((1 - 2 * y[i]) * g[i] * k[i]) / (y[i] * (1 - y[i])) ** 2);
    const [aa, ab] = grads((p: Tensor, q: Tensor) => first([p, q])[0] as Tensor)(at);
    const [ba, bb] = grads((p: Tensor, q: Tensor) => first([p, q])[1] as Tensor)(at);
    near(aa, bend(betaDrawAA(a, b, y), da, da), 1e-5);
    near(ab, bend(betaDrawAB(a, b, y), da, db), 1e-5);
    near(ba, bend(betaDrawAB(a, b, y), da, db), 1e-5);
    near(bb, bend(betaDrawBB(a, b, y), db, db), 1e-5);
  });

  it('beta: at concentrations where draws round to 0 and 1', () => {
    // There P(y) = y^a / (a B(a, b)) = u: t = log y is a closed function of a and b at fixed u, and of the mirror image above 1/2.
    const a = float32([1e-4, 1e-3, 1e-3, 1e-2, 3e-4, 1e-4]);
    const b = float32([1e-4, 2, 1e-3, 1e-2, 5e-2, 1]);
    const t = betaLogitDraws(KEY, a, b, new Float64Array(a.length));
    expect(t.filter((each) => Math.abs(each) > 50).length).toBeGreaterThan(3);
    const [ofA, ofB] = grads((p: Tensor, q: Tensor) => random.betaLogit(KEY, { concentration1: p, concentration0: q }))([
      tensor(Array.from(a)),
      tensor(Array.from(b)),
    ]);
    const moved = (i: number, x: number, y: number) => {
      const [p, q] = t[i] < 0 ? [a[i], b[i]] : [b[i], a[i]];
      const [p1, q1] = t[i] < 0 ? [x, y] : [y, x];
      const logU = -Math.abs(t[i]) * p - Math.log(p) - lbeta(p, q);
      const size = (logU + Math.log(p1) + lbeta(p1, q1)) / p1;
      return t[i] < 0 ? size : -size;
    };
    for (let i = 0; i < a.length; i++) {
      if (Math.abs(t[i]) < 50) continue;
      const h = 1e-4;
      const slope = (f: (by: number) => number) => (f(h) - f(-h)) / (2 * h);
      const inA = slope((by) => moved(i, a[i] * (1 + by), b[i])) / a[i];
      const inB = slope((by) => moved(i, a[i], b[i] * (1 + by))) / b[i];
      expect(Math.abs(ofA.dataSync()[i] - inA)).toBeLessThan(1e-4 * Math.abs(inA) + 1e-3);
      expect(Math.abs(ofB.dataSync()[i] - inB)).toBeLessThan(1e-4 * Math.abs(inB) + 1e-3);
    }
  });

  it('generalisedInverseGaussian: gradient and Hessian are those of the quantile', () => {
    // At a fixed quantile by Newton's method, the distribution function by quadrature in log x.
    const at = [0.7, 1.3, 2.1];
    const level = ([p, a, b]: number[], y: number) => p * y - 0.5 * (a * Math.exp(y) + b * Math.exp(-y));
    const mass = (t: number[], low: number, high: number) => {
      let sum = 0;
      for (let i = 0; i <= 2000; i++) {
        const y = low + ((high - low) * i) / 2000;
        sum += (i === 0 || i === 2000 ? 1 : i % 2 ? 4 : 2) * Math.exp(level(t, y));
      }
      return (sum * (high - low)) / 6000;
    };
    const quantile = (t: number[], u: number, start: number) => {
      let y = start;
      const whole = mass(t, -9, 9);
      for (let step = 0; step < 8; step++) y -= (mass(t, -9, y) - u * whole) / Math.exp(level(t, y));
      return y;
    };
    const draw = ([order, a, b]: Tensor[]) => random.generalisedInverseGaussian(KEY, { order, a, b }, { shape: [8] });
    const cost = (y: number) => y + Math.sin(0.3 * y);
    const total = (y: Tensor) => sum(add(y, sin(mul(y, 0.3)))) as Tensor;
    const logs = Array.from(draw(at.map((x) => tensor(x))).dataSync(), Math.log);
    const places = logs.map((y) => mass(at, -9, y) / mass(at, -9, 9));
    const value = (t: number[]) => places.reduce((whole, u, i) => whole + cost(Math.exp(quantile(t, u, logs[i]))), 0);
    const { gradient, hessian } = derivatives((t) => total(draw(t)), at);
    const moved = (...by: [number, number][]) => at.map((x, i) => by.reduce((z, [j, h]) => (i === j ? z + h : z), x));
    const h = 4e-3;
    for (let i = 0; i < 3; i++) {
      const slope = (value(moved([i, h])) - value(moved([i, -h]))) / (2 * h);
      expect(Math.abs(gradient[i] - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
      for (let j = 0; j < 3; j++) {
        const corner = (k: number, l: number) => value(moved([i, k * h], [j, l * h]));
        const bend = (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h * h);
        expect(Math.abs(hessian[i][j] - bend)).toBeLessThan(1e-3 * (1 + Math.abs(bend)));
      }
    }
  });

  it('inverseGaussian: derivatives in mean and concentration, to second order', () => {
    const s = float32([0.2, 1.5, 8, 300]);
    const x = inverseGaussianDraws(KEY, 1, s, new Float64Array(s.length));
    const slope = grad((c) => random.inverseGaussian(KEY, { concentration: c }));
    near(slope(tensor(Array.from(s))), inverseGaussianDrawShape(s, x));
    near(grad((c) => slope(c))(tensor(Array.from(s))), inverseGaussianDrawShapeShape(s, x));
    // The scale of a draw is that of both parameters: m dx/dm + s dx/ds = x.
    const [dm, ds] = grads((mean: Tensor, concentration: Tensor) => random.inverseGaussian(KEY, { mean, concentration }))([
      tensor([0.5, 2, 7]),
      tensor([3, 0.4, 1]),
    ]);
    const draws = random.inverseGaussian(KEY, { mean: [0.5, 2, 7], concentration: [3, 0.4, 1] });
    near(
      draws,
      Array.from(dm.dataSync(), (g, i) => [0.5, 2, 7][i] * g + [3, 0.4, 1][i] * ds.dataSync()[i]),
      1e-5,
    );
  });

  it('vonMisesFisher: first and second derivative in the concentration', () => {
    // E (mean . x) = coth k - 1 / k in three dimensions.
    const meanCosine = (k: Tensor) =>
      mean(
        slice(random.vonMisesFisher(KEY, { mean: [0, 0, 1], concentration: k }, { shape: [40_000] }), [0, 2], [-1, 1]),
      ) as Tensor;
    const slope = grad(meanCosine);
    const k = 2;
    expect(slope(tensor(k)).dataSync()[0]).toBeCloseTo(1 / k ** 2 - 1 / Math.sinh(k) ** 2, 2.5);
    const second = (2 * Math.cosh(k)) / Math.sinh(k) ** 3 - 2 / k ** 3;
    expect(grad((c) => slope(c))(tensor(k)).dataSync()[0]).toBeCloseTo(second, 2);
    const ks = float32([0.01, 1, 30]);
    const falls = vonMisesFisherFallDraws(random.split(KEY, 2)[0], ks, 4, new Float64Array(3));
    const cosine = grad((c) => slice(random.vonMisesFisher(KEY, { mean: [0, 0, 0, 1], concentration: c }), [0, 3], [3, 1]));
    near(
      cosine(tensor(Array.from(ks))),
      vonMisesFisherFallDrawK(ks, 4, falls).map((g) => -g),
      1e-4,
    );
  });

  it('multivariateNormal and wishart: by covariance and precision as by the factor', () => {
    const factor = tensor([
      [2, 0],
      [0.6, 1.1],
    ]);
    const covariance = matMul(factor, factor, false, true);
    const loc = [1, 2];
    const vectors = (given: object) => random.multivariateNormal(KEY, { loc, ...given } as never, { shape: [5] });
    const matrices = (given: object) => random.wishart(KEY, { degreesOfFreedom: 4, ...given } as never, { shape: [5] });
    for (const draw of [vectors, matrices]) near(draw({ covariance }), draw({ scaleTril: factor }).dataSync(), 1e-4);
    // E x x' is the inverse of a precision P, so E x_1^2 has the derivative -(P^-1)_11^2 in P_11.
    const slope = grad((p: Tensor) =>
      mean(square(slice(random.multivariateNormal(KEY, { loc: [0, 0], precision: p }, { shape: [40_000] }), [0, 0], [-1, 1]))),
    )(
      tensor([
        [2, 0.5],
        [0.5, 1],
      ]),
    );
    expect(slope.dataSync()[0]).toBeCloseTo(-((1 / 1.75) ** 2), 1.7);
    expect(() => vectors({})).toThrow(/needs one of scaleTril, covariance and precision; got none/);
    expect(() => vectors({ covariance, scaleTril: factor })).toThrow(/got scaleTril and covariance/);
  });
});

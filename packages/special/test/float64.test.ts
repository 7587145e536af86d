// Host functions get Float64Arrays from programs that are compiled in float64. Here each kernel of the package is run so: against the
// golden values, or where it has none, by a difference quotient, which rounding to float32 inside would spoil.
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { columns, type Golden, relativeErrorOf } from '../../kernels/test/golden-rows';

interface Definition {
  name: string;
  inputs: readonly string[];
  host: (inputs: Record<string, Float64Array>, out: Float64Array, context: object) => void;
}

const definitions = vi.hoisted(() => new Map<string, Definition>());
vi.mock('@baytes/tensor', async (original) => {
  const actual = await original<{ defineKernel: (definition: never) => unknown }>();
  return {
    ...actual,
    defineKernel: (definition: Definition) => {
      definitions.set(definition.name, definition);
      return actual.defineKernel(definition as never);
    },
  };
});
await import('../src');

const golden: Golden = Object.assign(
  {},
  ...['gamma', 'erf', 'beta', 'bessel', 'laws', 'counts'].map((name) =>
    JSON.parse(readFileSync(new URL(`../../kernels/test/golden/${name}.json`, import.meta.url), 'utf8')),
  ),
);

function run(name: string, args: readonly Float64Array[], attributes: object): Float64Array {
  const { inputs, host } = definitions.get(name) as Definition;
  const shapes = Object.fromEntries(inputs.map((input, i) => [input, [args[i].length]]));
  const out = new Float64Array(args[0].length);
  host(Object.fromEntries(inputs.map((input, i) => [input, args[i]])), out, {
    shapes,
    outputShapes: [[out.length]],
    attributes,
  });
  return out;
}

/** By kernel: its golden values, the greatest relative error if not 1e-12, and where in a row an attribute stands. */
const WITH_GOLDEN: Record<string, [golden: string, bound?: number, attribute?: [name: string, column: number]]> = {
  Lgamma: ['lgamma', 1e-9], // at the float32 next to a zero, where the absolute error is 3e-17
  GammaSign: ['gammaSign'],
  Digamma: ['digamma'],
  Trigamma: ['trigamma'],
  Polygamma: ['polygamma'],
  Zeta: ['zeta'],
  ZetaGradX: ['zetaFirst'],
  ZetaGradX2: ['zetaSecond'],
  Lbeta: ['lbeta'],
  LogFactorial: ['logFactorial'],
  LogRisingFactorial: ['logRisingFactorial'],
  LogBinomial: ['logBinomial'],
  LogDiffExp: ['logDiffExp'],
  PolygammaDifference: ['polygammaDifference', 1e-12, ['order', 0]],
  MultiLgamma: ['multigammaln', 1e-12, ['dimension', 1]],
  Igamma: ['igammaP'],
  Igammac: ['igammaQ'],
  LogIgamma: ['logIgammaP'],
  LogIgammac: ['logIgammaQ'],
  IgammaInverse: ['igammaPInverse'],
  IgammacInverse: ['igammaQInverse'],
  GammaDensity: ['gammaDensity'],
  GammaDensitySlope: ['gammaDensitySlope'],
  GammaHazard: ['gammaHazard'],
  GammaReversedHazard: ['gammaReversedHazard'],
  IgammaGradA: ['igammaShapeFirst', 3e-9],
  IgammaGradA2: ['igammaShapeSecond', 3e-9],
  RandomGammaGrad: ['gammaDrawFirst', 3e-9],
  RandomGammaGrad2: ['gammaDrawSecond', 2e-8],
  SpecialErf: ['erf'],
  Erfc: ['erfc'],
  Erfcx: ['erfcx'],
  Erfinv: ['erfinv'],
  Erfcinv: ['erfcinv'],
  Ndtr: ['ndtr'],
  LogNdtr: ['logNdtr'],
  Ndtri: ['ndtri'],
  NdtriExp: ['ndtriExp'],
  SpecialLog1p: ['log1p'],
  SpecialExpm1: ['expm1'],
  Log1pExp: ['log1pexp'],
  Log1mExp: ['log1mexp'],
  LogExpm1: ['logexpm1'],
  Logit: ['logit'],
  LogSigmoid: ['logSigmoid'],
  Xlogy: ['xlogy'],
  Xlog1py: ['xlog1py'],
  // Shapes 1e-4 to 1e4; the worst is where one is under 1e-3 and the other over 1e3.
  Betainc: ['betainc', 1e-10],
  Betaincc: ['betaincc', 1e-10],
  LogBetainc: ['logBetainc', 1e-10],
  Betaincinv: ['betaincinv', 1e-10],
  BetaincGradA: ['betaincA', 1e-10],
  BetaincGradB: ['betaincB', 1e-10],
  BetaincGradAA: ['betaincAA', 1e-9],
  BetaincGradAB: ['betaincAB', 1e-9],
  BetaincGradBB: ['betaincBB', 1e-8],
  BesselI0: ['besselI0'],
  BesselI1: ['besselI1'],
  BesselI0e: ['besselI0e'],
  BesselI1e: ['besselI1e'],
  BesselIv: ['besselIv'],
  BesselIve: ['besselIve'],
  LogBesselIv: ['logBesselIv'],
  BesselIvDerivative: ['besselIvDerivative', 1e-12, ['order', 2]],
  // Third derivatives of nearly constant functions, for v in the hundreds.
  BesselIveDerivative: ['besselIveDerivative', 1e-5, ['order', 2]],
  LogBesselIvDerivative: ['logBesselIvDerivative', 1e-5, ['order', 2]],
  LambertW0: ['lambertW0'],
  LambertWm1: ['lambertWm1'],
  OwensT: ['owensT'],
  StudentTCdf: ['studentTCdf'],
  StudentTCdfGradN: ['studentTCdfN', 1e-10],
  StudentTCdfGradNN: ['studentTCdfNN', 1e-9],
  VonMisesCdf: ['vonMisesCdf'],
  VonMisesCdfGradKappa: ['vonMisesCdfKappa', 1e-12],
  VonMisesCdfGradKappaKappa: ['vonMisesCdfKappaKappa', 1e-10],
};

const UNARY = [[0.31], [0.17], [0.05]];
const BINARY = [
  [2.3, 0.4],
  [0.8, 0.6],
  [7.1, 1.9],
];
const TERNARY = [
  [2.3, 1.7, 0.4],
  [0.8, 0.6, 0.7],
  [7.1, 20.3, 0.2],
];
const first = { order: 1 };

/** By kernel without golden values: points and attributes. */
const WITHOUT_GOLDEN: Record<string, [points: number[][], attributes?: object]> = {
  MultiPolygamma: [UNARY.map(([x]) => [x + 2]), { order: 1, dimension: 3 }],
  ExpSquare: [UNARY, { scale: -0.5 }],
  ErfcxDerivative: [UNARY, first],
  ErfinvDerivative: [UNARY, first],
  ErfcinvDerivative: [UNARY, first],
  LogNdtrDerivative: [UNARY, first],
  NdtriDerivative: [UNARY, first],
  LambertW0Derivative: [UNARY, first],
  LambertWm1Derivative: [UNARY.map(([x]) => [-x]), first],
  Xdivy: [BINARY],
  MultiLbeta: [UNARY],
  MultiLbetaGrad: [UNARY.map(([x]) => [x, 1])],
  StudentTDensity: [BINARY],
  StudentTScore: [BINARY],
  VonMisesDensity: [BINARY],
  VonMisesScore: [BINARY],
  BetaDensity: [TERNARY],
  BetaScoreA: [TERNARY],
  BetaScoreB: [TERNARY],
  BetaReversedHazard: [TERNARY],
  LogBetaincGradA: [TERNARY],
  LogBetaincGradB: [TERNARY],
  LogBetaincGradAA: [TERNARY],
  LogBetaincGradAB: [TERNARY],
  LogBetaincGradBB: [TERNARY],
  BetaincinvGradA: [TERNARY],
  BetaincinvGradB: [TERNARY],
  BetaincinvGradAA: [TERNARY],
  BetaincinvGradAB: [TERNARY],
  BetaincinvGradBB: [TERNARY],
};

describe('every kernel on Float64Arrays', () => {
  it('is tested here', () => {
    expect([...definitions.keys()].sort()).toEqual([...Object.keys(WITH_GOLDEN), ...Object.keys(WITHOUT_GOLDEN)].sort());
  });

  it.each(Object.entries(WITH_GOLDEN))('%s keeps float64: golden values', (name, [of, bound = 1e-12, attribute]) => {
    const { args, want } = columns(golden[of]);
    const inputs = args.filter((_, i) => i !== attribute?.[1]);
    const got = attribute
      ? // One call for each row, with its attribute.
        want.map((_, row) => {
          const own = inputs.map((each) => each.slice(row, row + 1));
          return run(name, own, { [attribute[0]]: args[attribute[1]][row] })[0];
        })
      : run(name, inputs, {});
    const { error, at } = relativeErrorOf(got, args, want);
    expect(error, at).toBeLessThanOrEqual(bound);
  });

  it.each(Object.entries(WITHOUT_GOLDEN))('%s keeps float64: difference quotients', (name, [points, attributes = {}]) => {
    const at = (step: number) =>
      run(
        name,
        points[0].map((_, i) => Float64Array.from(points, (point) => point[i] * (1 + step * (i + 1)))),
        attributes,
      );
    const quotient = (step: number) => {
      const [above, below] = [at(step), at(-step)];
      return above.map((value, i) => (value - below[i]) / (2 * step));
    };
    const [fine, coarse] = [quotient(1e-6), quotient(4e-6)];
    const size = at(0).map(Math.abs);
    fine.forEach((value, i) => {
      expect(Math.abs(value - coarse[i]), `${name} at (${points[i]})`).toBeLessThanOrEqual(1e-4 * size[i]);
    });
  });
});

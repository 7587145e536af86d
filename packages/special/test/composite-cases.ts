/** A composite's test. */
export interface Case {
  kernel: string;
  /** The golden values whose arguments are taken, or points. */
  at: string | number[][];
  attributes?: object;
  /** The greatest error, relative to the value or to `size` where that is more. */
  bound: number;
  /** Near zeros of the function, where the error is absolute. */
  size?: number;
  /** Where the bound holds. */
  where?: (...args: number[]) => boolean;
}

/** Pairs of numbers that look random, each between powers of 10. */
function pairs(count: number, low: number, high: number, second = [low, high]): number[][] {
  return Array.from({ length: count }, (_, i) =>
    [
      [low, high, 0.6180339887],
      [...second, 0.7548776662],
    ].map(([from, to, step]) => 10 ** (from + (to - from) * (((i + 1) * step) % 1))),
  );
}

const line = [-8, -3.2, -1.01, -0.99, -0.2, 0.05, 0.9, 1.3, 2.5, 5, 8.9].map((x) => [x]);
const unit = [1e-3, 0.02, 0.24, 0.26, 0.4, 0.51, 0.76, 0.9, 0.99].map((x) => [x]);
const positive = [1e-3, 0.1, 0.7, 2, 9, 80, 1e4].map((x) => [x]);
const inFloat32 = (v: number, x: number) => v < 50 && Math.abs(x) < 80;

export const CASES: Case[] = [
  {
    kernel: 'Polygamma',
    at: 'polygamma',
    bound: 2e-5,
    where: (n, x) => n <= (x > 0 ? 20 : 4) && (n + 1) * Math.log10(Math.abs(x)) < 36,
  },
  { kernel: 'GammaSign', at: 'gammaSign', bound: 0 },
  { kernel: 'Zeta', at: 'zeta', bound: 1e-5 },
  { kernel: 'ZetaGradX', at: 'zetaFirst', bound: 1e-5 },
  { kernel: 'ZetaGradX2', at: 'zetaSecond', bound: 1e-5 },
  ...[0, 1, 2].map((order) => ({ kernel: 'PolygammaDifference', at: pairs(80, -2, 5), attributes: { order }, bound: 2e-5 })),
  { kernel: 'Lbeta', at: 'lbeta', bound: 1e-5, size: 0.1 },
  { kernel: 'LogFactorial', at: 'logFactorial', bound: 2e-6, size: 0.1 },
  { kernel: 'LogRisingFactorial', at: 'logRisingFactorial', bound: 1e-5, size: 0.1 },
  { kernel: 'LogBinomial', at: 'logBinomial', bound: 1e-5, size: 0.1 },
  { kernel: 'MultiLgamma', at: pairs(60, 0.4, 5), attributes: { dimension: 3 }, bound: 4e-6, size: 1 },
  ...[0, 1].map((order) => ({
    kernel: 'MultiPolygamma',
    at: pairs(60, 0.4, 4),
    attributes: { order, dimension: 3 },
    bound: 4e-6,
    size: 1e-2,
  })),
  ...[-1, -0.5, 0.5].map((scale) => ({ kernel: 'ExpSquare', at: line, attributes: { scale }, bound: 1e-6 })),
  { kernel: 'Erfcinv', at: 'erfcinv', bound: 1e-6 },
  { kernel: 'NdtriExp', at: 'ndtriExp', bound: 1e-6, size: 0.1 },
  ...[1, 2, 3].flatMap((order) => {
    const attributes = { order };
    return [
      { kernel: 'ErfcxDerivative', at: line, attributes, bound: 1e-5 },
      { kernel: 'LogNdtrDerivative', at: line, attributes, bound: 1e-5 },
      { kernel: 'NdtriDerivative', at: unit, attributes, bound: 1e-5, size: 0.1 },
      { kernel: 'ErfinvDerivative', at: unit, attributes, bound: 1e-5, size: 0.1 },
      { kernel: 'ErfcinvDerivative', at: unit, attributes, bound: 1e-5, size: 0.1 },
      { kernel: 'LambertW0Derivative', at: positive, attributes, bound: 1e-5 },
      { kernel: 'LambertWm1Derivative', at: unit.map(([x]) => [-0.36 * x]), attributes, bound: 1e-4 },
      { kernel: 'BesselIvDerivative', at: 'besselIvDerivative', attributes, bound: 2e-4, where: inFloat32 },
      {
        kernel: 'BesselIveDerivative',
        at: 'besselIveDerivative',
        attributes,
        bound: [1e-4, 5e-4, 2e-3][order - 1],
        where: inFloat32,
      },
      // Beyond the first, v / x^2 and the variance of t cancel for large x.
      { kernel: 'LogBesselIvDerivative', at: 'logBesselIvDerivative', attributes, bound: [2e-5, 2e-3, 1e-2][order - 1] },
    ];
  }),
  { kernel: 'LambertW0', at: 'lambertW0', bound: 1e-5 },
  { kernel: 'LambertWm1', at: 'lambertWm1', bound: 1e-5 },
  { kernel: 'BesselI0', at: 'besselI0', bound: 1e-5 },
  { kernel: 'BesselI1', at: 'besselI1', bound: 1e-5 },
  { kernel: 'BesselI0e', at: 'besselI0e', bound: 1e-5 },
  { kernel: 'BesselI1e', at: 'besselI1e', bound: 1e-5 },
  { kernel: 'BesselIv', at: 'besselIv', bound: 1e-4, where: inFloat32 },
  { kernel: 'BesselIve', at: 'besselIve', bound: 1e-4, where: inFloat32 },
  { kernel: 'LogBesselIv', at: 'logBesselIv', bound: 5e-5, size: 1, where: (_v, x) => x >= 0 },
  { kernel: 'GammaDensity', at: 'gammaDensity', bound: 2e-5 },
  { kernel: 'GammaDensitySlope', at: 'gammaDensitySlope', bound: 2e-5 },
  { kernel: 'GammaHazard', at: 'gammaHazard', bound: 2e-5 },
  { kernel: 'GammaReversedHazard', at: 'gammaReversedHazard', bound: 2e-5 },
  { kernel: 'Igamma', at: 'igammaP', bound: 2e-5 },
  { kernel: 'Igammac', at: 'igammaQ', bound: 2e-5 },
  { kernel: 'LogIgamma', at: 'logIgammaP', bound: 2e-5 },
  { kernel: 'LogIgammac', at: 'logIgammaQ', bound: 2e-5 },
  { kernel: 'IgammaGradA', at: 'igammaShapeFirst', bound: 1e-4 },
  { kernel: 'IgammaGradA2', at: 'igammaShapeSecond', bound: 1e-3, where: (a) => a <= 100 },
  { kernel: 'RandomGammaGrad', at: 'gammaDrawFirst', bound: 1e-4 },
  { kernel: 'RandomGammaGrad2', at: 'gammaDrawSecond', bound: 1e-3, where: (a, x) => a >= 0.3 && a <= 100 && x > 1e-6 },
  { kernel: 'IgammaInverse', at: 'igammaPInverse', bound: 5e-5, where: (a) => a >= 0.1 && a < 1e5 },
  { kernel: 'IgammacInverse', at: 'igammaQInverse', bound: 5e-5, where: (a) => a >= 0.1 && a < 1e5 },
  { kernel: 'OwensT', at: 'owensT', bound: 1e-5 },
  { kernel: 'VonMisesCdf', at: 'vonMisesCdf', bound: 1e-5 },
  { kernel: 'VonMisesCdfGradKappa', at: 'vonMisesCdfKappa', bound: 1e-4 },
  { kernel: 'VonMisesCdfGradKappaKappa', at: 'vonMisesCdfKappaKappa', bound: 1e-3 },
  { kernel: 'VonMisesDensity', at: pairs(60, -3, 3, [-1, 0.5]), bound: 1e-5 },
  { kernel: 'VonMisesScore', at: pairs(60, -3, 3, [-1, 0.5]), bound: 1e-4, size: 0.1 },
  { kernel: 'Xdivy', at: pairs(40, -10, 10), bound: 1e-6 },
];

// The golden rows of a law, as `golden/generate.py` writes them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One choice of parameters: values at `xs`, each with the slack that float32 arithmetic has there (see golden.py). */
export interface GoldenCase {
  parameters: Record<string, number>;
  support: [number, number];
  xs: number[];
  logProb: number[];
  logProbSlack: number[];
  /** Where the law has a distribution function. */
  cdf?: number[];
  cdfSlack?: number[];
  survival?: number[];
  logCdf?: number[];
  logCdfSlack?: number[];
  logSurvival?: number[];
  logSurvivalSlack?: number[];
  /** The same probabilities for draws, where it has none. */
  cellCdf?: number[];
  cellSurvival?: number[];
  /** Where it has a quantile function. */
  ps?: number[];
  quantiles?: number[];
  quantileSlack?: number[];
  /** null: the law does not say. */
  mean: number | null;
  variance: number | null;
  entropy: number | null;
  mode: number | null;
  meanSlack?: number;
  varianceSlack?: number;
  entropySlack?: number;
  /** Log densities at closed ends of the support: [x, value]. */
  edges: [number, number][];
}

/** JSON lacks some numbers: they are words. */
const WORDS: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };

/** The cases of a law; none if it has no file. */
export function goldenCases(law: string): GoldenCase[] {
  const file = join(import.meta.dirname, '../golden', `${law}.json`);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text, (key, value) => (typeof value === 'string' && key !== 'law' ? WORDS[value] : value)).cases;
}

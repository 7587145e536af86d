import { type Command, Option } from 'commander';
import type { BigLearningOptions, FitOptions } from '@baytes/mixtures';
import { UsageError } from '../errors';
import { readModel } from '../files/model-file';
import { atLeast, integer, list, sizes } from './parse';

/** What the command line of a fit may say about the fit itself. */
export interface FitFlags {
  readonly k: readonly number[];
  readonly method: 'em' | 'biglearn-em';
  readonly covariance?: FitOptions['covariance'];
  readonly init?: string;
  readonly nInit: number;
  readonly maxIterations?: number;
  readonly tolerance?: number;
  readonly scaling?: FitOptions['scaling'];
  readonly covarianceFloor?: number;
  readonly deadComponent?: FitOptions['deadComponent'];
  readonly seed: number;
  readonly workers?: number;
  readonly iterations?: number;
  readonly innerSteps?: number;
  readonly joint?: number;
  readonly marginal?: number;
  readonly subsetBeta?: number;
  readonly subsetSize?: number;
  readonly transforms?: 'orthogonal' | 'rotation';
  readonly weightPrior?: number;
  readonly eigenvalueFloor?: number;
  readonly shareFloor?: number;
  readonly evaluateEvery?: number;
  readonly polish?: number;
  readonly keepBest: boolean;
}

/** Columns of a file: shared by every command that reads one. */
export function addDataOptions(command: Command): Command {
  return command
    .optionsGroup('Data:')
    .option('--label <column>', 'column of true labels, by name or by place from 1; no fit sees it')
    .option('--columns <a,b,...>', 'columns to use; all others by default', list)
    .option('--drop <a,b,...>', 'columns to leave out', list)
    .option('--drop-text', 'leave out columns that are not numbers, instead of an error')
    .option('--delimiter <text>', 'what separates fields; found out by default')
    .addOption(new Option('--decimal <mark>', 'what stands before a fraction').choices(['.', ',']))
    .option('--missing <a,b,...>', 'texts that mean a missing value (default: empty, NA, N/A, NaN, null, ?)', list);
}

/** Every option of a fit of a mixture, each with the library's default. */
export function addFitOptions(command: Command): Command {
  const choice = (flags: string, words: string, choices: string[]) => new Option(flags, words).choices(choices);
  return command
    .optionsGroup('Model:')
    .addOption(
      new Option('-k, --k <number or range>', 'components; a range such as 1:9 picks the number with the least BIC')
        .argParser(sizes)
        .makeOptionMandatory(),
    )
    .addOption(choice('--method <name>', 'em, or biglearn-em to escape its local optima', ['em', 'biglearn-em']).default('em'))
    .addOption(
      choice('--covariance <type>', 'shape of the covariances (default: full)', ['full', 'tied', 'diagonal', 'spherical']),
    )
    .option('--weights <column>', 'name of the column of row weights; 2 counts as the row twice')
    .optionsGroup('Fit:')
    .option('--init <way or model.json>', 'k-means, k-means++, random-rows, standard-normal, or a model to start from')
    .option('--n-init <count>', 'independent runs; the best by training likelihood is kept', integer(1), 1)
    .option('--max-iterations <count>', 'of EM, a run (default: 100)', integer(1))
    .option('--tolerance <number>', 'stop when the mean log-likelihood changes by less (default: 0.001)', atLeast(0))
    .addOption(choice('--scaling <way>', 'coordinates in which the fit runs', ['standard', 'min-max', 'common', 'none']))
    .option('--covariance-floor <number>', 'added to every variance in scaled units (default: 1e-6)', atLeast(0))
    .addOption(choice('--dead-component <policy>', 'what to do with an empty one', ['keep', 'reseed', 'faithful']))
    .option('--seed <integer>', 'of every random choice', integer(0), 0)
    .option(
      '--workers <count>',
      'threads; no bit of the result depends on them (default: all cores for large files)',
      integer(0),
    )
    .optionsGroup('Big Learning EM (--method biglearn-em):')
    .option('--iterations <count>', 'outer iterations, a task each (default: 2000)', integer(1))
    .option('--inner-steps <count>', 'EM steps a task (default: 5)', integer(1))
    .option('--joint <share>', 'share of joint tasks (default: 0.4)', atLeast(0))
    .option('--marginal <share>', 'share of marginal tasks; the rest are transformed (default: 0.1)', atLeast(0))
    .option('--subset-beta <number>', 'marginals have floor(D Beta(b, 1)) of the D columns (default: 5)', atLeast(0))
    .option('--subset-size <count>', 'columns of every marginal, instead', integer(1))
    .addOption(
      choice('--transforms <kind>', 'what transformed marginals are turned by (default: orthogonal)', [
        'orthogonal',
        'rotation',
      ]),
    )
    .option('--weight-prior <number>', 'pull of the weights to uniform (default: 1/K)', atLeast(0))
    .option('--eigenvalue-floor <number>', 'least eigenvalue of a covariance, scaled units (default: 0.01)', atLeast(0))
    .option('--share-floor <number>', 'least share that moments are divided by (default: 1e-5)', atLeast(0))
    .option('--evaluate-every <count>', 'iterations between two looks at the likelihood (default: 20)', integer(1))
    .option('--polish <count>', 'plain EM steps at the end (default: 20)', integer(0))
    .option('--no-keep-best', 'polish the last state instead of the best');
}

/** Every option of k-means, each with the library's default. */
export function addKMeansOptions(command: Command): Command {
  return command
    .optionsGroup('Model:')
    .addOption(new Option('-k, --k <number>', 'clusters').argParser(integer(1)).makeOptionMandatory())
    .option('--weights <column>', 'name of the column of row weights; 2 counts as the row twice')
    .optionsGroup('Fit:')
    .option('--n-init <count>', 'independent runs; the one with the least inertia is kept', integer(1), 1)
    .option('--max-iterations <count>', 'of Lloyd, a run (default: 300)', integer(1))
    .option('--tolerance <number>', "stop at this share of the data's mean variance (default: 0.0001)", atLeast(0))
    .addOption(
      new Option('--scaling <way>', 'coordinates in which distances are taken (default: none)').choices([
        'standard',
        'min-max',
        'common',
        'none',
      ]),
    )
    .option('--seed <integer>', 'of every random choice', integer(0), 0)
    .option(
      '--workers <count>',
      'threads; no bit of the result depends on them (default: all cores for large files)',
      integer(0),
    );
}

const INITS = ['k-means', 'k-means++', 'random-rows', 'standard-normal'];
const BIG_LEARNING = [
  'iterations',
  'innerSteps',
  'joint',
  'marginal',
  'subsetBeta',
  'subsetSize',
  'transforms',
  'weightPrior',
  'eigenvalueFloor',
  'shareFloor',
  'evaluateEvery',
  'polish',
] as const;

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The options for the library. Combinations without a meaning are a UsageError. */
export async function fitOptions(flags: FitFlags): Promise<Omit<FitOptions, 'components'>> {
  const { method, init, covariance } = flags;
  const bigLearning = Object.fromEntries(
    BIG_LEARNING.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  ) as BigLearningOptions;
  const [stray] = Object.keys(bigLearning);
  if (method === 'em' && (stray || !flags.keepBest)) {
    throw new UsageError(
      `${stray ? flagOf(stray) : '--no-keep-best'} is an option of Big Learning EM; add --method biglearn-em`,
    );
  }
  if (method === 'biglearn-em') {
    if (covariance && covariance !== 'full') {
      throw new UsageError(`--covariance ${covariance} needs --method em: Big Learning EM is defined for full covariances`);
    }
    if (flags.maxIterations !== undefined) {
      throw new UsageError('--max-iterations is an option of --method em; Big Learning EM has --iterations and --polish');
    }
    if (!flags.keepBest) bigLearning.keepBest = false;
  }
  const { nInit, maxIterations, tolerance, scaling, covarianceFloor, deadComponent, seed } = flags;
  const given = { covariance, maxIterations, tolerance, scaling, covarianceFloor, deadComponent };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(init !== undefined && { init: INITS.includes(init) ? (init as 'k-means') : (await readModel(init)).model }),
    ...(method === 'biglearn-em' && { bigLearning }),
    method,
    nInit,
    seed,
  };
}

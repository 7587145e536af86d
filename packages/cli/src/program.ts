import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UsageError } from './errors';
import { version } from './version';

const integer = (least: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new InvalidArgumentError(`expected an integer of at least ${least}`);
  return value;
};

/** The command line. `finish` gets the exit code. */
export function program(finish: (exitCode: number) => void): Command {
  const baytes = new Command('baytes')
    .description('Gaussian mixtures by EM and Big Learning EM: fits with progress bars, checkpoints and reports.')
    .version(version)
    .showHelpAfterError('(--help shows what there is)');

  baytes
    .command('demo')
    .description('cluster penguins and 25 simulated Gaussians with k-means, EM and Big Learning EM')
    .option('--seed <integer>', 'of every random choice', integer(0), 0)
    .option('--report <file>', 'where the HTML report goes', 'baytes-report.html')
    .action(async (options) => finish(await (await import('./commands/demo')).demo(options)));

  return baytes;
}

/** Runs a command line to its exit code. Errors are told in one line on stderr. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const command = program((code) => {
    exitCode = code;
  });
  for (const each of [command, ...command.commands]) each.exitOverride();
  try {
    await command.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already said what is wrong; help and version end this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`baytes: ${process.env.BAYTES_DEBUG ? (error as Error).stack : (error as Error).message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

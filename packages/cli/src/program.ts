import { Command, CommanderError } from 'commander';
import { addDataOptions, addFitOptions, addKMeansOptions } from './commands/fit-options';
import { atLeast, integer, integers, list } from './commands/parse';
import { UsageError } from './errors';
import { version } from './version';

/** The command line. Commands are loaded when they run, so that help is quick. `finish` gets the exit code. */
function program(finish: (exitCode: number) => void): Command {
  const baytes = new Command('baytes')
    .description(
      'Gaussian mixtures by EM and Big Learning EM, and topics of texts: fits with progress bars, checkpoints and reports.',
    )
    .version(version)
    .addHelpText(
      'after',
      `
Examples:
  $ baytes demo
  $ baytes fit mixture data.csv -k 1:9 --label species --report report.html
  $ baytes fit mixture data.csv -k 12 --method biglearn-em --output model.json
  $ baytes fit k-means data.csv -k 12 --output clusters.json
  $ baytes fit topics ./my-docs --layers 128,64,32 --report topics.html
  $ baytes predict model.json new.csv --probabilities

Exit codes: 0 done, 1 something is wrong with a file or the data, 2 with the command line, 130 stopped by Ctrl-C.`,
    );

  const fit = baytes.command('fit').description('fit a model to a file');
  const mixture = fit
    .command('mixture')
    .description('fit a Gaussian mixture to the rows of a CSV file (also .csv.gz); an empty field or NA is a missing value')
    .argument('<data.csv>', 'one row a line, columns of numbers');
  addFitOptions(mixture);
  addDataOptions(mixture)
    .optionsGroup('Output:')
    .option('--output <model.json>', 'write the model')
    .option('--json', 'print summary and model as JSON instead of tables')
    .option('--report <report.html>', 'write a self-contained HTML report')
    .option('--pair <a,b>', 'the two columns that the report draws (default: principal components)', list)
    .option('--quiet', 'no progress')
    .optionsGroup('Long fits:')
    .option('--checkpoint <file>', 'write the state of the fit here as it goes')
    .option('--checkpoint-every <count>', 'iterations between two checkpoints', integer(1), 20)
    .option('--resume', 'go on from the checkpoint, to the same bits as without a stop; starts anew if there is none')
    .addHelpText(
      'after',
      `
Ctrl-C keeps the best model so far, writes it, and exits with 130; a second one ends at once.`,
    )
    .action(async (file, options) => finish(await (await import('./commands/fit')).fitMixtureFile(file, options)));

  const means = fit
    .command('k-means')
    .description('cluster the rows of a CSV file (also .csv.gz) by k-means; every row must be complete')
    .argument('<data.csv>', 'one row a line, columns of numbers');
  addKMeansOptions(means);
  addDataOptions(means)
    .optionsGroup('Output:')
    .option('--output <model.json>', 'write the model')
    .option('--json', 'print summary and model as JSON instead of tables')
    .option('--quiet', 'no progress')
    .action(async (file, options) => finish(await (await import('./commands/fit-k-means')).fitKMeansFile(file, options)));

  fit
    .command('topics')
    .description('fit topics of one or more layers to a folder of texts (.txt, .md, ...), or to a column of a CSV file')
    .argument('<folder or data.csv>', 'one document a file, or a row')
    .option('--layers <a,b,...>', 'topics of each layer, from the words up', integers, [32, 12])
    .option('--sweeps <count>', 'Gibbs sweeps', integer(1), 500)
    .option('--eta <number>', 'concentration of the topics', atLeast(1e-6), 0.05)
    .option('--seed <integer>', 'of every random choice', integer(0), 0)
    .optionsGroup('Words:')
    .option('--text <column>', 'the column of a CSV file that has the texts, by name or by place from 1')
    .option('--language <code>', 'language of the texts', 'en')
    .option('--stop-words <a,b,...>', 'words to leave out, instead of the English ones')
    .option('--min-documents <count>', 'leave out words in fewer documents', integer(1), 2)
    .option('--max-share <share>', 'leave out words in a greater share of documents', atLeast(0), 0.5)
    .option('--max-words <count>', 'keep at most as many different words', integer(1), 10_000)
    .optionsGroup('Output:')
    .option('--output <model.json>', 'write the model')
    .option('--report <report.html>', 'write a self-contained HTML report with the topic tree')
    .option('--dot <tree.dot>', 'write the topic tree for Graphviz')
    .option('--ldavis <file.json>', 'write what pyLDAvis takes')
    .option('--json', 'print the topic tree as JSON')
    .option('--quiet', 'no progress')
    .action(async (place, options) => finish(await (await import('./commands/fit-topics')).fitTopics(place, options)));

  const predict = baytes
    .command('predict')
    .description('the most probable component of every row, or its cluster, as CSV')
    .argument('<model.json>', 'what fit wrote')
    .argument('<data.csv>', 'rows with the columns of the model');
  addDataOptions(predict)
    .optionsGroup('Output:')
    .option('--probabilities', 'also the probability of every component')
    .option('--output <file.csv>', 'write to a file instead of standard output')
    .action(async (model, file, options) => finish(await (await import('./commands/apply')).predict(model, file, options)));

  baytes
    .command('sample')
    .description('draw rows from a model, as CSV')
    .argument('<model.json>', 'what fit wrote')
    .option('-n, --n <count>', 'how many', integer(0), 100)
    .option('--seed <integer>', 'of the draws', integer(0), 0)
    .option('--components', 'also the component that each row came from')
    .option('--output <file.csv>', 'write to a file instead of standard output')
    .action(async (model, options) => finish(await (await import('./commands/apply')).sample(model, options)));

  const evaluate = baytes
    .command('evaluate')
    .alias('score')
    .description('log-likelihood, BIC, AIC and ICL of a model on rows, and agreement with their labels')
    .argument('<model.json>', 'what fit wrote')
    .argument('<data.csv>', 'rows with the columns of the model');
  addDataOptions(evaluate)
    .optionsGroup('Output:')
    .option('--json', 'print JSON')
    .action(async (model, file, options) => finish(await (await import('./commands/apply')).evaluate(model, file, options)));

  const demo = baytes
    .command('demo')
    .description(
      'k-means, EM and Big Learning EM side by side, on penguins and a simulation, and topics of manuals; or on a file of yours',
    )
    .argument('[data.csv]', 'a file of yours; columns that are not numbers are left out')
    .option('-k, --k <number>', 'clusters (default: one a label, or the least BIC)', integer(1))
    .option('--seed <integer>', 'of every random choice', integer(0), 0)
    .option('--iterations <count>', 'of Big Learning EM', integer(1))
    .option('--report <report.html>', 'where the report goes', 'baytes-report.html');
  addDataOptions(demo).action(async (file, options) => finish(await (await import('./commands/demo')).demo(file, options)));

  return baytes;
}

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];

/** Runs a command line to its exit code. Errors are told in one line on stderr. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const command = program((code) => {
    exitCode = code;
  });
  for (const each of everyCommand(command)) each.exitOverride().showHelpAfterError('(--help tells more)');
  try {
    await command.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already said what is wrong; help and version end this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { message, stack } = error as Error;
    process.stderr.write(`baytes: ${process.env.BAYTES_DEBUG ? stack : message.replace(/\s*\n\s*/g, ' ')}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

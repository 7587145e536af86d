import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { type Corpus, ldavisInput, topicTree, topicTreeDot } from '@baytes/topics';
import { corpusFromTexts, type TextOptions } from '@baytes/topics/text';
import { UserError } from '../errors';
import { readTexts } from '../files/read-texts';
import { requireWritable, writeSafely } from '../files/write';
import { follow } from '../fitting/follow';
import { listenForInterrupt } from '../fitting/interrupt';
import { topicSteps } from '../fitting/topics';
import { progressOn } from '../terminal/progress';
import { topicLines } from '../terminal/topics';
import { version } from '../version';

export interface FitTopicsCommand {
  readonly layers: readonly number[];
  readonly sweeps: number;
  readonly eta: number;
  readonly seed: number;
  readonly text?: string;
  readonly language: string;
  readonly stopWords?: string;
  readonly minDocuments: number;
  readonly maxShare: number;
  readonly maxWords: number;
  readonly output?: string;
  readonly report?: string;
  readonly dot?: string;
  readonly ldavis?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `baytes fit topics`: returns the exit code. */
export async function fitTopics(place: string, flags: FitTopicsCommand): Promise<number> {
  const texts = await readTexts(place, flags.text);
  await requireWritable([flags.output, flags.report, flags.dot, flags.ldavis]);
  const corpus = corpusOf(place, texts, {
    language: flags.language,
    minDocuments: flags.minDocuments,
    maxShare: flags.maxShare,
    maxWords: flags.maxWords,
    ...(flags.stopWords !== undefined && { stopWords: flags.stopWords.split(',') }),
  });
  const progress = progressOn(process.stderr, flags.quiet);
  progress.note(`${corpus.size} documents, ${corpus.tokens} words of ${corpus.vocabulary.length} different ones`);
  const interrupt = listenForInterrupt(() =>
    progress.note('Stopping after this sweep and keeping the model as it is. Ctrl-C again ends at once.'),
  );
  const began = performance.now();
  try {
    progress.start(`topics ${flags.layers.join('-')}`, { name: 'perplexity', digits: 1 });
    const { layers, sweeps, eta, seed } = flags;
    const { result, last } = await follow(
      topicSteps(corpus, { layers, sweeps, eta, seed }),
      interrupt,
      ({ step, total, metrics }) => progress.update(step, total, metrics.completion?.perplexity),
    );
    const seconds = (performance.now() - began) / 1000;
    const model = result ?? last?.model;
    progress.stop(`${result ? 'done' : 'stopped'} after ${seconds.toFixed(1)} s`);
    if (!model) return interrupt.exitCode;
    const tree = topicTree(model);
    if (flags.output) await writeSafely(flags.output, `${JSON.stringify(model)}\n`);
    if (flags.dot) await writeSafely(flags.dot, topicTreeDot(tree));
    if (flags.ldavis) {
      const { mean } = await model.transform(corpus, { seed });
      await writeSafely(flags.ldavis, `${JSON.stringify(ldavisInput(model, corpus, mean))}\n`);
    }
    const completion = last?.metrics.completion;
    if (flags.report) {
      const [{ renderReport }, { topicsSection }] = await Promise.all([import('../report/render'), import('../report/topics')]);
      await writeSafely(
        flags.report,
        renderReport({
          title: `Topics of ${basename(place)}`,
          lead: `${corpus.size} documents, ${corpus.tokens} words of ${corpus.vocabulary.length} different ones; topics ${flags.layers.join('-')}${result ? '' : ', stopped early'}.`,
          chapters: [],
          sections: [await topicsSection({ title: 'Topics', text: [], model, corpus, completion, seed })],
          protocol: [
            ['documents', place],
            ['layers', flags.layers.join(', ')],
            ['sweeps', `${model.steps} of ${sweeps}`],
            ['eta', String(eta)],
            ['seed', String(seed)],
            ['words', `in at least ${flags.minDocuments} documents and at most ${100 * flags.maxShare} % of them`],
            ['baytes', version],
            ['Node', `${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`],
            ['time', `${seconds.toFixed(1)} s`],
          ],
        }),
      );
    }
    if (flags.json) process.stdout.write(`${JSON.stringify({ tree, ...(completion && { completion }), seconds })}\n`);
    else process.stdout.write(`${topicLines(model, process.stdout.columns)}\n`);
    if (completion) progress.note(`Perplexity ${completion.perplexity.toFixed(1)} (${completion.protocol}).`);
    return interrupt.exitCode;
  } finally {
    interrupt.release();
  }
}

function corpusOf(place: string, texts: readonly { name: string; text: string }[], options: TextOptions): Corpus {
  try {
    return corpusFromTexts(texts, options);
  } catch (error) {
    const message = (error as Error).message
      .replace(/^texts: /, '')
      .replace('minDocuments', '--min-documents')
      .replace('maxShare', '--max-share');
    throw new UserError(`${place}: ${message}`);
  }
}

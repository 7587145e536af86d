// The second half of `npm start`: topics of real text.
import type { CompletionScore, Corpus, GammaBeliefNetwork } from '@baytes/topics';
import { corpusFromTexts } from '@baytes/topics/text';
import { follow } from '../fitting/follow';
import { topicSteps } from '../fitting/topics';
import type { Watch } from './compare';
import { manuals } from './manuals';

/** Fewer documents than this have nothing to show. */
const LEAST = 40;

const LAYERS = [32, 12, 4];
const SWEEPS = 300;

export interface ManualTopics {
  readonly title: string;
  readonly text: readonly string[];
  readonly model: GammaBeliefNetwork;
  readonly corpus: Corpus;
  readonly completion: CompletionScore | undefined;
  readonly seed: number;
}

/** Topics of three layers in the manuals of the installed packages; undefined where there are too few, or it was stopped early. */
export async function manualTopics(
  { seed }: { readonly seed: number },
  { progress, interrupt }: Watch,
): Promise<ManualTopics | undefined> {
  const texts = manuals();
  if (texts.length < LEAST || interrupt.signal) return undefined;
  progress.note('Manuals of the installed packages');
  const corpus = corpusFromTexts(texts, { minDocuments: 4, maxShare: 0.4, maxWords: 4000 });
  progress.start(`topics ${LAYERS.join('-')}`, { name: 'perplexity', digits: 1 });
  const began = performance.now();
  const { result, last } = await follow(
    topicSteps(corpus, { layers: LAYERS, sweeps: SWEEPS, seed }),
    interrupt,
    ({ step, total, metrics }) => progress.update(step, total, metrics.completion?.perplexity),
  );
  const model = result ?? last?.model;
  progress.stop(`${result ? 'done' : 'stopped'} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return model
    ? {
        title: 'Topics in the manuals of the installed packages',
        text: [
          `The README files of ${corpus.size} packages that are installed here, ${corpus.tokens} words of ${corpus.vocabulary.length} different ones. A Poisson gamma belief network of three layers, ${LAYERS.join(', ')} topics: those of the first are about words, those above are about topics.`,
        ],
        model,
        corpus,
        completion: last?.metrics.completion,
        seed,
      }
    : undefined;
}

// Topics in a report: what each is about, how they hang together, and how well they foretell words.
import {
  type CompletionScore,
  type Corpus,
  type GammaBeliefNetwork,
  likeliest,
  npmi,
  topicDiversity,
  topicTree,
} from '@baytes/topics';
import { type Html, html } from './html';
import { topicTreePicture } from './topic-tree';

export interface TopicsChapter {
  readonly title: string;
  readonly text: readonly string[];
  readonly model: GammaBeliefNetwork;
  readonly corpus: Corpus;
  readonly completion: CompletionScore | undefined;
  readonly seed: number;
}

/** Topics that a table shows at the most. */
const MOST = 40;

export async function topicsSection({ title, text, model, corpus, completion, seed }: TopicsChapter): Promise<Html> {
  const tree = topicTree(model, 10);
  const topics = model.topicWords(0);
  const { mean } = await model.transform(corpus, { burn: 30, samples: 20, seed });
  const rows = tree.nodes
    .filter(({ layer }) => layer === 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST);
  const coherence = rows.map(({ topic }) => npmi(corpus, likeliest(topics[topic], 10)));
  const figures = [
    completion && `Perplexity of held-out words ${completion.perplexity.toFixed(1)} (${completion.protocol}).`,
    `Mean coherence (NPMI of ten words, over documents) of the topics shown ${(coherence.reduce((a, b) => a + b, 0) / coherence.length).toFixed(3)}; diversity of the 25 likeliest words of all topics ${topicDiversity(topics).toFixed(2)}.`,
  ];
  return html`<section>
<h2>${title}</h2>
${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<p>${figures.filter((figure) => figure).join(' ')}</p>
${
  model.depth > 1 &&
  html`<figure class="card"><h3>How topics hang together</h3>${topicTreePicture(tree)}
<figcaption>The top layer is at the left; a line is as wide as what a topic passes on to one below. The heaviest topics of each layer.</figcaption></figure>`
}
<div class="card"><div class="scroll"><table>
<thead><tr><th>topic</th><th>likeliest words</th><th class="number">weight</th><th class="number">coherence</th><th>most of it in</th></tr></thead>
<tbody>${rows.map(
    ({ topic, words, weight }, at) =>
      html`<tr><th>${topic + 1}</th><td>${words.join(' ')}</td><td class="number">${(100 * weight).toFixed(1)} %</td><td class="number">${coherence[at].toFixed(2)}</td><td>${mostOf(topic)}</td></tr>
`,
  )}</tbody></table></div></div>
</section>`;

  /** The document with the greatest share of a topic. */
  function mostOf(topic: number): string {
    let best = 0;
    for (let j = 1; j < mean.rows; j++)
      if (mean.data[j * mean.columns + topic] > mean.data[best * mean.columns + topic]) best = j;
    return corpus.names?.[best] ?? `document ${best + 1}`;
  }
}

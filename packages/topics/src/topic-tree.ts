import { rowStride } from '@baytes/kernels';
import type { GammaBeliefNetwork } from './belief-network';
import { likeliest } from './coherence';

export interface TopicNode {
  readonly layer: number;
  readonly topic: number;
  /** Its likeliest words. */
  readonly words: readonly string[];
  /** Its share of its layer's weight, as the top layer's r passes it down. */
  readonly weight: number;
}

export interface TopicEdge {
  readonly from: { readonly layer: number; readonly topic: number };
  readonly to: { readonly layer: number; readonly topic: number };
  /** Phi of the upper topic at the lower one. */
  readonly weight: number;
}

/** Topics of all layers, the top one first, and what each passes on to the layer below. */
export interface TopicTree {
  readonly nodes: readonly TopicNode[];
  readonly edges: readonly TopicEdge[];
}

/**
 * The topics as a tree, or rather a layered graph: edges are weights over max(1 / max(K, 20), 0.01), K the number of topics of the lower
 * layer, as the authors draw it.
 *
 * @param words how many words a node has.
 */
export function topicTree(model: GammaBeliefNetwork, words = 6): TopicTree {
  const T = model.depth;
  const weights: Float64Array[] = [];
  let above = Float64Array.from(model.r.subarray(0, model.layers[T - 1].width));
  for (let t = T - 1; t >= 0; t--) {
    const total = above.reduce((sum, x) => sum + x, 0);
    weights[t] = above.map((x) => x / total);
    if (t === 0) break;
    const { topics, width } = model.layers[t];
    const stride = rowStride(width);
    const below = new Float64Array(model.layers[t - 1].width);
    for (let v = 0; v < below.length; v++) for (let k = 0; k < width; k++) below[v] += topics[v * stride + k] * weights[t][k];
    above = below;
  }
  const nodes: TopicNode[] = [];
  const edges: TopicEdge[] = [];
  for (let t = T - 1; t >= 0; t--) {
    const { topics, width } = model.layers[t];
    const stride = rowStride(width);
    for (const [k, distribution] of model.topicWords(t).entries()) {
      nodes.push({
        layer: t,
        topic: k,
        words: likeliest(distribution, words).map((v) => model.vocabulary[v]),
        weight: weights[t][k],
      });
      if (t === 0) continue;
      const lower = model.layers[t - 1].width;
      const least = Math.max(1 / Math.max(lower, 20), 0.01);
      for (let v = 0; v < lower; v++) {
        const weight = topics[v * stride + k];
        if (weight > least) edges.push({ from: { layer: t, topic: k }, to: { layer: t - 1, topic: v }, weight });
      }
    }
  }
  return { nodes, edges };
}

/** The tree in Graphviz's language. */
export function topicTreeDot({ nodes, edges }: TopicTree): string {
  const name = ({ layer, topic }: { layer: number; topic: number }) => `t${layer + 1}_${topic}`;
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const layers = [...new Set(nodes.map(({ layer }) => layer))];
  return [
    'digraph topics {',
    '  node [shape=box, style=rounded, fontname="Helvetica"];',
    ...nodes.map((node) => `  ${name(node)} [label=${quoted(node.words.join('\n')).replace(/\n/g, '\\n')}];`),
    ...layers.map(
      (layer) =>
        `  { rank=same; ${nodes
          .filter((node) => node.layer === layer)
          .map(name)
          .join('; ')}; }`,
    ),
    ...edges.map(({ from, to, weight }) => `  ${name(from)} -> ${name(to)} [penwidth=${(8 * Math.sqrt(weight)).toFixed(2)}];`),
    '}',
    '',
  ].join('\n');
}

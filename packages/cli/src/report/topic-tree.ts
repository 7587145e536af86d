// The topics of all layers as columns of words with lines between them.
import type { TopicNode, TopicTree } from '@baytes/topics';
import { Html, html } from './html';

/** Topics that a column has at the most. */
const MOST = 24;
const ROW = 26;
const COLUMN = 380;
const LABEL = 230;
/** Letters that fit beside a topic. */
const ROOM = 35;

const name = ({ layer, topic }: { layer: number; topic: number }) => `${layer} ${topic}`;

/** A picture of the heaviest topics, the top layer at the left. */
export function topicTreePicture({ nodes, edges }: TopicTree): Html {
  const layers = [...new Set(nodes.map(({ layer }) => layer))].sort((a, b) => b - a);
  const columns = layers.map((layer) =>
    nodes
      .filter((node) => node.layer === layer)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST),
  );
  const height = ROW * Math.max(...columns.map(({ length }) => length));
  const places = new Map<string, { x: number; y: number }>();
  columns.forEach((column, at) => {
    // Each topic as near to what it hangs on as its neighbours allow.
    const wanted = (node: TopicNode) => {
      let sum = 0;
      let weight = 0;
      for (const edge of edges) {
        const above = places.get(name(edge.from));
        if (!above || name(edge.to) !== name(node)) continue;
        sum += edge.weight * above.y;
        weight += edge.weight;
      }
      return weight > 0 ? sum / weight : Number.POSITIVE_INFINITY;
    };
    const order =
      at === 0
        ? column
        : column
            .map((node) => ({ node, y: wanted(node) }))
            .sort((a, b) => a.y - b.y)
            .map(({ node }) => node);
    const step = height / order.length;
    for (const [row, node] of order.entries()) places.set(name(node), { x: at * COLUMN, y: (row + 0.5) * step });
  });
  const width = (columns.length - 1) * COLUMN + LABEL;
  const lines = edges.flatMap((edge) => {
    const from = places.get(name(edge.from));
    const to = places.get(name(edge.to));
    if (!from || !to) return [];
    const [x, y] = [from.x + LABEL, to.x - 6];
    const middle = (x + y) / 2;
    return html`<path d="M${x},${from.y.toFixed(1)}C${middle},${from.y.toFixed(1)} ${middle},${to.y.toFixed(1)} ${y},${to.y.toFixed(1)}" stroke-width="${(8 * Math.sqrt(edge.weight)).toFixed(2)}"/>`;
  });
  const labels = columns.flat().map((node) => {
    const { x, y } = places.get(name(node))!;
    return html`<text x="${x}" y="${(y + 4).toFixed(1)}">${fitting(node.words)}</text>`;
  });
  return html`<div class="scroll">${new Html(
    `<svg class="plot" role="img" aria-label="Topics of ${layers.length} layers and the weights between them" viewBox="0 0 ${width} ${height}" style="min-width:${Math.round(width * 0.8)}px">`,
  )}<g fill="none" stroke="var(--em)" stroke-opacity="0.35" stroke-linecap="round">${lines}</g><g fill="var(--ink)" font-size="11.5">${labels}</g>${new Html('</svg>')}</div>`;
}

/** As many words as a label has room for. */
function fitting(words: readonly string[]): string {
  let text = '';
  for (const word of words) {
    if (text.length + word.length + 1 > ROOM) break;
    text += `${text === '' ? '' : ' '}${word}`;
  }
  return text || words[0].slice(0, ROOM);
}

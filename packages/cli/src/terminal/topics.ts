import type { GammaBeliefNetwork } from '@baytes/topics';
import { topicTree } from '@baytes/topics';

/** Topics that a layer shows at the most. */
const MOST = 20;

/** The heaviest topics of each layer, a line each, the top layer first. */
export function topicLines(model: GammaBeliefNetwork, width = 80): string {
  const { nodes } = topicTree(model, 12);
  const lines: string[] = [];
  for (let t = model.depth - 1; t >= 0; t--) {
    const layer = nodes.filter((node) => node.layer === t).sort((a, b) => b.weight - a.weight);
    const shown = layer.slice(0, MOST);
    if (lines.length > 0) lines.push('');
    lines.push(`Layer ${t + 1}: ${layer.length} topics${shown.length < layer.length ? `, the ${MOST} heaviest` : ''}`);
    for (const { words, weight } of shown) {
      const share = `${(100 * weight).toFixed(1).padStart(6)} %  `;
      let line = share;
      for (const word of words) {
        if (line.length + word.length + 1 > Math.min(width, 100)) break;
        line += `${line === share ? '' : ' '}${word}`;
      }
      lines.push(line);
    }
  }
  return lines.join('\n');
}

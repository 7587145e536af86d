import type { Graph } from '../graph/node';
import { dropDead } from './drop-dead';
import { foldConstants } from './fold-constants';
import { removeAliases } from './remove-aliases';
import { shareCommon } from './share-common';
import { simplify } from './simplify';

const passes = [foldConstants, removeAliases, simplify, shareCommon, dropDead];

/** All passes over the graph, until nothing changes any more or three times: what one of them leaves, another may use. */
export function optimize(graph: Graph): Graph {
  let result = graph;
  for (let round = 0; round < 3; round++) {
    const before = result.nodes.length;
    for (const pass of passes) result = pass(result);
    if (result.nodes.length === before && round > 0) break;
  }
  return removeAliases(result);
}

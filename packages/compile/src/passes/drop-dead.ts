// Dead code dropped: what no result depends on.
import { type Graph, graphOf } from '../graph/node';

export const dropDead = ({ outputs }: Graph): Graph => graphOf(outputs);

/** Topics on the simplex: rows of `rowStride(width)` floats, a topic a column that sums to 1; columns past the width are 0. */
export interface TopicMatrix {
  readonly width: number;
  readonly topics: Float32Array;
}

/** What a deep topic model's documents share: topics of each layer from the words up, and the shapes of the top one. */
export interface TopicPosition {
  readonly layers: readonly TopicMatrix[];
  /** `rowStride` of the top layer. */
  readonly r: Float32Array;
}

/** What a mini-batch says of them, scaled to the whole corpus (times the number of documents over those of the batch). */
export interface TopicStatistics {
  /** In the layout of each layer's topics: tokens that went from a row to a topic. */
  readonly counts: readonly Float32Array[];
  /** As long as r: tables of each topic of the top layer. */
  readonly tables: ArrayLike<number>;
  /** sum_j -log(1 - p_j) of the top layer. */
  readonly spread: number;
}

/** A position, and what the next step needs of the past. */
export interface TopicState {
  readonly step: number;
  readonly position: TopicPosition;
  /** Of each layer: a running mean of each topic's tokens. */
  readonly sizes: readonly Float64Array[];
  /** The same for r. */
  readonly topSize: number;
  /** SGRLD alone: the expanded means, of which the topics are the proportions. */
  readonly expanded: readonly Float32Array[] | undefined;
}

/** For diagnostics. */
export interface TopicStepInfo {
  /** The step of this iteration, before it is divided by a topic's size. */
  readonly stepSize: number;
  /** Of each layer: the least and the greatest step of a topic. */
  readonly topicSteps: readonly (readonly [least: number, greatest: number])[];
}

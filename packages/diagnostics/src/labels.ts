/** A cluster or class for every row, as numbers or strings. Only which labels are equal matters, not what they are. */
export type Labels = ArrayLike<number | string>;

/** Labels as codes 0, 1, ... in the order in which the labels first appear. */
export interface LabelCodes {
  readonly codes: Int32Array;
  readonly names: readonly (number | string)[];
  /** How many rows have each code. */
  readonly counts: Int32Array;
}

/** Codes of `labels`. Throws a RangeError, naming `parameter`, where there is none or one is neither a string nor a number. */
export function encodeLabels(labels: Labels, parameter: string): LabelCodes {
  if (labels.length === 0) throw new RangeError(`${parameter}: expected at least one label; it is empty`);
  const known = new Map<number | string, number>();
  const counts: number[] = [];
  const codes = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (typeof label !== 'string' && !(typeof label === 'number' && !Number.isNaN(label))) {
      throw new RangeError(`${parameter}: expected numbers or strings; label ${i} is ${label}`);
    }
    let code = known.get(label);
    if (code === undefined) {
      code = known.size;
      known.set(label, code);
      counts.push(0);
    }
    codes[i] = code;
    counts[code]++;
  }
  return { codes, names: [...known.keys()], counts: Int32Array.from(counts) };
}

/** Codes of two labellings of the same rows. */
export function encodePair(truth: Labels, predicted: Labels): { truth: LabelCodes; predicted: LabelCodes } {
  if (truth.length !== predicted.length) {
    throw new RangeError(`predicted: expected as many labels as truth, ${truth.length}; it has ${predicted.length}`);
  }
  return { truth: encodeLabels(truth, 'truth'), predicted: encodeLabels(predicted, 'predicted') };
}

// How a kernel is put into the graph: a rule a kernel.
import type { Builder } from '../graph/build';
import type { DataType, Node, Shape } from '../graph/node';

/** A call of a kernel, to be put into the graph. */
export interface Call {
  kernel: string;
  build: Builder;
  /** By name; kernels that take a list have the names 0, 1, ... */
  inputs: Readonly<Record<string, Node>>;
  // biome-ignore lint/suspicious/noExplicitAny: TensorFlow.js does not type the attributes of a kernel by its name
  attributes: any;
  /** Shape and type of each result, as eager code has them. */
  outputs: readonly { shape: Shape; dtype: DataType }[];
  /** The two words of the key of a kernel that draws. */
  key?: Node;
}

/** Makes the results of a kernel; one that has another shape than its eager result, but as many numbers, is reshaped. */
export type Rule = (call: Call) => Node | Node[];

export type Rules = Readonly<Record<string, Rule>>;

/** The inputs of a kernel that takes a list. */
export const listOf = ({ inputs }: Call): Node[] =>
  Object.keys(inputs)
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => inputs[name]);

/** Axes as TensorFlow.js takes them: one, several, negative ones from the end, or none for all. */
export function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const given = axis == null ? Array.from({ length: rank }, (_, each) => each) : [axis].flat();
  return (given as number[]).map((each) => (each < 0 ? each + rank : each));
}

// Arguments and results by name: tensors and keys in objects and arrays, and the numbers that stand for them when a program runs.
import type { Key } from '@baytes/kernels';
import { Tensor } from '@tensorflow/tfjs-core';

/** What a function that is compiled takes: a tensor, a key, or those in objects and arrays. */
export type Argument = Tensor | Key | readonly Argument[] | { readonly [name: string]: Argument };

/** What it returns: tensors in objects and arrays. */
export type Returned = Tensor | readonly Returned[] | { readonly [name: string]: Returned };

type ScalarTensor = Tensor & { rankType: 'R0' };

/** Numbers for a tensor: one, an array by rows, or a tensor, which is read. */
export type Numbers = number | ArrayLike<number> | Tensor;

/** Numbers in the form of an argument. */
export type Values<T> = T extends Tensor ? Numbers : T extends Key ? Key : { readonly [K in keyof T]: Values<T[K]> };

/** A number for a tensor of shape [], an array by rows for others. */
export type Results<Y> = Y extends ScalarTensor
  ? number
  : Y extends Tensor
    ? Result<Y>
    : { -readonly [K in keyof Y]: Results<Y[K]> };
type Result<Y extends Tensor> = Y['rankType'] extends 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6'
  ? Tensor extends Y
    ? number | Float64Array
    : Float64Array
  : number | Float64Array;

/** A leaf of a tree, and how to get there. */
export interface Leaf<V> {
  path: readonly string[];
  value: V;
}

export const isKey = (value: unknown): value is Key =>
  Array.isArray(value) && value.length === 2 && value.every((word) => typeof word === 'number');

/** The tensors and keys of a tree, in the order of its names. */
export function leavesOf(tree: unknown, what: string, path: readonly string[] = []): Leaf<Tensor | Key>[] {
  if (tree instanceof Tensor || isKey(tree)) return [{ path, value: tree }];
  if (typeof tree !== 'object' || tree === null || ArrayBuffer.isView(tree)) {
    const name = path.length > 0 ? `${what}.${path.join('.')}` : what;
    throw new TypeError(`compile: ${name} must be a tensor, a key, or an object or array of them; got ${describe(tree)}`);
  }
  return Object.entries(tree).flatMap(([name, each]) => leavesOf(each, what, [...path, name]));
}

function describe(value: unknown): string {
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  return value === null ? 'null' : `a ${typeof value}`;
}

/** A tree of the same form, its leaves replaced in order. */
export function withLeavesOf(tree: unknown, leaves: readonly unknown[]): unknown {
  let next = 0;
  const build = (each: unknown): unknown => {
    if (each instanceof Tensor || isKey(each)) return leaves[next++];
    if (Array.isArray(each)) return each.map(build);
    return Object.fromEntries(Object.entries(each as object).map(([name, inner]) => [name, build(inner)]));
  };
  return build(tree);
}

/** The value at a path of a tree. */
export function at(tree: unknown, path: readonly string[]): unknown {
  let value = tree;
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

/** How a leaf is named in errors. */
export const nameOf = (what: string, path: readonly string[]): string => (path.length > 0 ? `${what}.${path.join('.')}` : what);

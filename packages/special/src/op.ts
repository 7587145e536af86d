import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';

type Given = Tensor | TensorLike;

/** A named kernel of one tensor, element by element. `kernel` is its name in TensorFlow.js's registry. */
export type UnaryOp = ((x: Given) => Tensor) & { readonly kernel: string };

/** A named kernel of two tensors, element by element; they broadcast. */
export type BinaryOp = ((a: Given, b: Given) => Tensor) & { readonly kernel: string };

/** The same of three tensors. */
export type TernaryOp = ((a: Given, b: Given, c: Given) => Tensor) & { readonly kernel: string };

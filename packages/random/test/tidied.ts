import { tidy } from '@tensorflow/tfjs-core';
import { it as test } from 'vitest';

const run = (body: () => unknown) => {
  tidy(() => {
    body();
  });
};

/** vitest's `it` for tests that may leave their tensors to a tidy. */
export function it(name: string, body: () => unknown): void {
  test(name, () => run(body));
}

it.each =
  <T>(cases: readonly T[]) =>
  (name: string, body: (each: T) => unknown): void => {
    test.each(cases as T[])(name, (each) => run(() => body(each as T)));
  };

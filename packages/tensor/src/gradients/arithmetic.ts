// Kernels of two tensors or more, element by element.
import {
  add,
  div,
  equal,
  floor,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalNot,
  mul,
  neg,
  onesLike,
  pow,
  square,
  sub,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { binary, only, type Rules } from './rule';

export const arithmetic: Rules = {
  Add: binary(
    (_a, _b, dy) => dy,
    (_a, _b, dy) => dy,
  ),
  AddN: { list: (inputs, dy) => inputs.map(() => () => dy) },
  Atan2: binary(
    (a, b, dy) => mul(dy, div(b, add(square(a), square(b)))),
    (a, b, dy) => neg(mul(dy, div(a, add(square(a), square(b))))),
  ),
  // A tie gives all to the first, as in TensorFlow.
  Maximum: binary(
    (a, b, dy) => only(greaterEqual(a, b), dy),
    (a, b, dy) => only(less(a, b), dy),
  ),
  Minimum: binary(
    (a, b, dy) => only(lessEqual(a, b), dy),
    (a, b, dy) => only(greater(a, b), dy),
  ),
  Mod: binary(
    (_a, _b, dy) => dy,
    (a, b, dy) => neg(mul(dy, floor(div(a, b)))),
  ),
  Multiply: binary(
    (_a, b, dy) => mul(dy, b),
    (a, _b, dy) => mul(dy, a),
  ),
  Pow: binary(
    // An exponent of 0 has derivative 0 also at base 0, where the formula says 0 times infinity.
    (a, b, dy) => {
      const zero = equal(b, 0);
      return where(zero, zeros(dy.shape), mul(dy, mul(b, pow(a, where(zero, onesLike(b), sub(b, 1))))));
    },
    (a, b, dy) => {
      const positive = greater(a, 0);
      return only(positive, mul(dy, mul(pow(a, b), log(where(positive, a, onesLike(a))))));
    },
  ),
  RealDiv: binary(
    (_a, b, dy) => div(dy, b),
    (a, b, dy) => neg(mul(dy, div(a, square(b)))),
  ),
  Select: {
    inputs: ['condition'],
    gradient: ({ condition }, dy) => ({
      condition: () => zeros(condition.shape),
      t: () => only(condition, dy),
      e: () => only(logicalNot(condition), dy),
    }),
  },
  SquaredDifference: binary(
    (a, b, dy) => mul(dy, mul(2, sub(a, b))),
    (a, b, dy) => mul(dy, mul(2, sub(b, a))),
  ),
  Sub: binary(
    (_a, _b, dy) => dy,
    (_a, _b, dy) => neg(dy),
  ),
};

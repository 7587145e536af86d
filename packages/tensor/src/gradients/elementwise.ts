// Kernels of one tensor, element by element.
import {
  add,
  cos,
  cosh,
  div,
  exp,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  minimum,
  mul,
  neg,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  sub,
  tan,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { sumToShape } from '../kernel/broadcast';
import { only, type Rules, unary } from './rule';

// The constants of "selu" (Klambauer et al. 2017, section 2), as TensorFlow.js has them.
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

export const elementwise: Rules = {
  Abs: unary((x, dy) => mul(dy, sign(x))),
  Acos: unary((x, dy) => neg(mul(dy, rsqrt(sub(1, square(x)))))),
  Acosh: unary((x, dy) => div(dy, sqrt(sub(square(x), 1)))),
  Asin: unary((x, dy) => mul(dy, rsqrt(sub(1, square(x))))),
  Asinh: unary((x, dy) => mul(dy, rsqrt(add(1, square(x))))),
  Atan: unary((x, dy) => div(dy, add(1, square(x)))),
  Atanh: unary((x, dy) => div(dy, sub(1, square(x)))),
  Cast: unary((x, dy, { dtype }) => {
    if (dtype !== 'float32') return zeros(x.shape); // rounding is constant almost everywhere
    return dy;
  }),
  ClipByValue: unary((x, dy, { clipValueMin, clipValueMax }) =>
    only(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), dy),
  ),
  Cos: unary((x, dy) => neg(mul(dy, sin(x)))),
  Cosh: unary((x, dy) => mul(dy, sinh(x))),
  Elu: unary((x, dy) => where(greater(x, 0), dy, mul(dy, exp(minimum(x, 0))))),
  Erf: unary((x, dy) => mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x)))))),
  Exp: unary((x, dy) => mul(dy, exp(x))),
  Expm1: unary((x, dy) => mul(dy, exp(x))),
  Identity: unary((_x, dy) => dy),
  LeakyRelu: unary((x, dy, { alpha }) => where(greater(x, 0), dy, mul(dy, alpha))),
  Log: unary((x, dy) => div(dy, x)),
  Log1p: unary((x, dy) => div(dy, add(1, x))),
  Neg: unary((_x, dy) => neg(dy)),
  Prelu: {
    inputs: ['x', 'alpha'],
    gradient: ({ x, alpha }, dy) => ({
      x: () => where(greater(x, 0), dy, mul(dy, alpha)),
      alpha: () => sumToShape(only(less(x, 0), mul(dy, x)), alpha.shape),
    }),
  },
  Reciprocal: unary((x, dy) => neg(div(dy, square(x)))),
  Relu: unary((x, dy) => only(greater(x, 0), dy)),
  Relu6: unary((x, dy) => only(logicalAnd(greater(x, 0), lessEqual(x, 6)), dy)),
  Rsqrt: unary((x, dy) => mul(-0.5, mul(dy, div(rsqrt(x), x)))),
  Selu: unary((x, dy) => mul(SELU_SCALE, where(greater(x, 0), dy, mul(dy, mul(SELU_ALPHA, exp(minimum(x, 0))))))),
  // The product of the two sides keeps its digits where 1 - sigmoid(x) would lose them.
  Sigmoid: unary((x, dy) => mul(dy, mul(sigmoid(x), sigmoid(neg(x))))),
  Sin: unary((x, dy) => mul(dy, cos(x))),
  Sinh: unary((x, dy) => mul(dy, cosh(x))),
  Softplus: unary((x, dy) => mul(dy, sigmoid(x))),
  Sqrt: unary((x, dy) => div(dy, mul(2, sqrt(x)))),
  Square: unary((x, dy) => mul(dy, mul(2, x))),
  Tan: unary((x, dy) => mul(dy, add(1, square(tan(x))))),
  // 1 - tanh^2 = 4 sigmoid(2x) sigmoid(-2x), without its cancellation.
  Tanh: unary((x, dy) => mul(dy, mul(4, mul(sigmoid(mul(2, x)), sigmoid(mul(-2, x)))))),
};

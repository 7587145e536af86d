// Kernels that work element by element.
import { lawFunctions } from '@baytes/kernels';
import type { Builder } from '../graph/build';
import type { Node } from '../graph/node';
import { learnLaw, type OperationName } from '../scalar/operations';
import { type Call, listOf, type Rules } from './rule';

/** Integers stay integers: results of arithmetic wrap around as those of an Int32Array do. */
const typed = ({ build, outputs: [{ dtype }] }: Call, node: Node): Node =>
  dtype === 'int32' ? build.map('toInt32', [node], node.shape, 'int32') : { ...node, dtype };

const unary =
  (operation: OperationName, input = 'x') =>
  (call: Call) =>
    typed(call, call.build.map(operation, [call.inputs[input]]));

const binary =
  (operation: OperationName, a = 'a', b = 'b') =>
  (call: Call) =>
    typed(call, call.build.map(operation, [call.inputs[a], call.inputs[b]], call.outputs[0].shape));

/** A comparison or a logical operation: truth values. */
const truth =
  (operation: OperationName, swap = false) =>
  ({ build, inputs: { a, b }, outputs: [{ shape }] }: Call) =>
    build.map(operation, swap ? [b, a] : [a, b], shape, 'bool');

const test =
  (operation: OperationName) =>
  ({ build, inputs: { x } }: Call) =>
    build.map(operation, [x], x.shape, 'bool');

/** exp(-|x|). */
const decay = (build: Builder, x: Node): Node => build.map('exp', [build.map('negate', [build.map('absolute', [x])])]);

export const elementwise: Rules = {
  Abs: unary('absolute'),
  Acos: unary('acos'),
  Acosh: unary('acosh'),
  Asin: unary('asin'),
  Asinh: unary('asinh'),
  Atan: unary('atan'),
  Atanh: unary('atanh'),
  Ceil: unary('ceiling'),
  Cos: unary('cos'),
  Cosh: unary('cosh'),
  Elu: unary('elu'),
  Exp: unary('exp'),
  Expm1: unary('expm1'),
  Floor: unary('floor'),
  Log: unary('log'),
  Log1p: unary('log1p'),
  Neg: unary('negate'),
  Reciprocal: unary('reciprocal'),
  Round: unary('round'),
  Rsqrt: unary('reciprocalRoot'),
  Selu: unary('selu'),
  Sign: unary('sign'),
  Sin: unary('sin'),
  Sinh: unary('sinh'),
  Sqrt: unary('squareRoot'),
  Square: unary('square'),
  Tan: unary('tan'),
  Tanh: unary('tanh'),
  IsFinite: test('isFinite'),
  IsInf: test('isInfinite'),
  IsNan: test('isNan'),
  LogicalNot: test('not'),

  Add: binary('add'),
  Atan2: binary('atan2'),
  BitwiseAnd: binary('bitwiseAnd'),
  Maximum: binary('maximum'),
  Minimum: binary('minimum'),
  Mod: binary('remainder'),
  Multiply: binary('multiply'),
  Pow: binary('power'),
  RealDiv: binary('divide'),
  Sub: binary('subtract'),
  Equal: truth('equal'),
  Greater: truth('less', true),
  GreaterEqual: truth('lessEqual', true),
  Less: truth('less'),
  LessEqual: truth('lessEqual'),
  LogicalAnd: truth('and'),
  LogicalOr: truth('or'),
  LogicalXor: ({ build, inputs: { a, b }, outputs: [{ shape }] }) =>
    build.map('notEqual', [build.map('toBool', [a]), build.map('toBool', [b])], shape, 'bool'),
  NotEqual: truth('notEqual'),

  AddN: (call) =>
    typed(
      call,
      listOf(call).reduce((sum, each) => call.build.map('add', [sum, each])),
    ),
  FloorDiv: (call) => {
    const { build, inputs, outputs } = call;
    return typed(call, build.map('floor', [build.map('divide', [inputs.a, inputs.b], outputs[0].shape)]));
  },
  SquaredDifference: (call) => {
    const { build, inputs, outputs } = call;
    return typed(call, build.map('square', [build.map('subtract', [inputs.a, inputs.b], outputs[0].shape)]));
  },

  Cast: ({ build, inputs: { x }, outputs: [{ dtype }] }) => {
    if (dtype === x.dtype || dtype === 'float32') return { ...build.reshape(x, x.shape), dtype };
    if (dtype === 'bool') return build.map('toBool', [x], x.shape, 'bool');
    return x.dtype === 'bool' ? { ...x, dtype } : build.map('toInt32', [x], x.shape, 'int32');
  },
  ClipByValue: (call) => {
    const { build, inputs, attributes } = call;
    const low = build.number(attributes.clipValueMin);
    return typed(call, build.map('minimum', [build.map('maximum', [inputs.x, low]), build.number(attributes.clipValueMax)]));
  },
  EluGrad: ({ build, inputs: { dy, y } }) =>
    build.map('select', [
      build.map('lessEqual', [build.number(0), y]),
      dy,
      build.map('multiply', [dy, build.map('add', [y, build.number(1)])]),
    ]),
  // Both by exp(-|x|), which they share where there are both, as in a logistic density and its gradient.
  Sigmoid: ({ build, inputs: { x } }) => {
    const e = decay(build, x);
    const above = build.map('select', [build.map('less', [x, build.number(0)]), e, build.number(1)]);
    return build.map('divide', [above, build.map('add', [build.number(1), e])]);
  },
  Softplus: ({ build, inputs: { x } }) =>
    build.map('add', [build.map('maximum', [x, build.number(0)]), build.map('log1p', [decay(build, x)])]),
  FusedBatchNorm: ({ build, inputs: { x, mean, variance, offset, scale }, attributes: { varianceEpsilon } }) => {
    const root = build.map('reciprocalRoot', [build.map('add', [variance, build.number(varianceEpsilon)])]);
    const factor = scale === undefined ? root : build.map('multiply', [root, scale]);
    const centred = build.map('multiply', [build.map('subtract', [x, mean]), factor], x.shape);
    return offset === undefined ? centred : build.map('add', [centred, offset], x.shape);
  },
  // TensorFlow.js's own has the digits of float32.
  Erf: ({ build, inputs: { x } }) => build.map(learnLaw('erf', 1, lawFunctions().erf as (x: number) => number), [x]),
  LeakyRelu: ({ build, inputs: { x }, attributes: { alpha } }) =>
    build.map('select', [build.map('less', [x, build.number(0)]), build.map('multiply', [x, build.number(alpha)]), x]),
  Prelu: ({ build, inputs: { x, alpha }, outputs: [{ shape }] }) =>
    build.map('select', [build.map('less', [x, build.number(0)]), build.map('multiply', [x, alpha], shape), x], shape),
  Relu: (call) => typed(call, call.build.map('maximum', [call.inputs.x, call.build.number(0)])),
  Relu6: (call) => {
    const { build, inputs } = call;
    return typed(call, build.map('minimum', [build.map('maximum', [inputs.x, build.number(0)]), build.number(6)]));
  },
  Step: ({ build, inputs: { x }, attributes: { alpha } }) =>
    build.map('select', [
      build.map('isNan', [x]),
      x,
      build.map('select', [build.map('less', [build.number(0), x]), build.number(1), build.number(alpha ?? 0)]),
    ]),
  // The condition may be a vector that chooses rows.
  Select: ({ build, inputs: { condition, t, e }, outputs: [{ shape, dtype }] }) => {
    const rows = condition.shape.length === 1 && shape.length > 1;
    const choice = rows ? build.reshape(condition, [...condition.shape, ...shape.slice(1).map(() => 1)]) : condition;
    return build.map('select', [choice, t, e], shape, dtype);
  },
  // Numbers that a kernel keeps, and ones and zeros of its shape.
  OnesLike: ({ build, outputs: [{ shape, dtype }] }) => build.fill(1, shape, dtype),
  ZerosLike: ({ build, outputs: [{ shape, dtype }] }) => build.fill(0, shape, dtype),
};

// The modified Bessel function of the second kind, as an integral: 2 K_p(w) = int exp(p t - w cosh t) dt (DLMF 10.32.9). The trapezium
// rule converges exponentially, and its sum is differentiable to any order in p and w.
import { expm1, log1p } from '@baytes/special';
import { logSumExp, stopGradient } from '@baytes/tensor';
import {
  abs,
  add,
  div,
  expandDims,
  greater,
  linspace,
  log,
  minimum,
  mul,
  neg,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';

/** Nodes on either side of the top together: steps of at most 1/2 down to w = 1e-16, and of a tenth of the width for large p or w. */
const NODES = 161;

/** The integrand at the outermost nodes is at most exp(-FALL) times that at the top. */
const FALL = 25;

/** The law of t, of which exp(p t - w cosh t) is the density but for a factor. */
export interface BesselLaw {
  /** log K_p(w) */
  readonly logK: Tensor;
  /** The mean of f(t), where f is given t on one more last axis. */
  mean(f: (t: Tensor) => Tensor): Tensor;
}

/** log K_p(w) for w > 0, with averages of functions of t. */
export function besselLaw(p: Tensor, w: Tensor): BesselLaw {
  const c = sqrt(add(square(w), square(p)));
  // The top is at asinh(p / w).
  const upwards = greater(p, 0);
  const top = where(upwards, log(div(add(c, p), w)), neg(log(div(sub(c, p), w))));
  const reach = stopGradient(reachOf(p, w, c));
  const u = mul(expandDims(reach, -1), linspace(-1, 1, NODES));
  // cosh u - 1 and sinh u from exp(u) - 1.
  const e = expm1(u);
  const [coshLess1, sinh] = [div(square(e), mul(2, add(1, e))), mul(0.5, add(e, div(e, add(1, e))))];
  const [cAt, pAt] = [expandDims(c, -1), expandDims(p, -1)];
  const logs = neg(add(mul(cAt, coshLess1), mul(pAt, sub(sinh, u))));
  const logStep = log(mul(reach, 2 / (NODES - 1)));
  const logK = add(sub(mul(p, top), c), add(logSumExp(logs, -1), sub(logStep, Math.LN2)));
  return { logK, mean: (f) => sum(mul(softmax(logs), f(add(expandDims(top, -1), u))), -1) };
}

/** How far from the top the nodes reach: (c - |p|) (cosh u - 1) + |p| (u - 1 + exp(-u)) is FALL there, by one term or the other. */
function reachOf(p: Tensor, w: Tensor, c: Tensor): Tensor {
  const size = add(abs(p), 1e-30);
  const y = minimum(div(mul(FALL, div(add(c, size), w)), w), 1e18);
  const byFirst = log1p(add(y, sqrt(mul(y, add(y, 2)))));
  const k = minimum(div(FALL, size), 1e18);
  const bySecond = mul(0.5, add(k, sqrt(mul(k, add(k, 8)))));
  return minimum(byFirst, bySecond);
}

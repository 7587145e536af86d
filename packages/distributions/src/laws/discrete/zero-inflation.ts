// Laws of counts with more zeros: 0 with probability gate, else a count of the law.
import { bernoulli, type KeyLike } from '@baytes/random';
import { log1p, logit, logSigmoid } from '@baytes/special';
import { logAddExp } from '@baytes/tensor';
import {
  add,
  div,
  equal,
  greater,
  less,
  lessEqual,
  log,
  maximum,
  mul,
  neg,
  sigmoid,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { real, unitInterval } from '../../constraints/numbers';
import type { Law } from '../../law';
import type { ParameterSpec, Values } from '../../parameters';
import { splitKey } from '../../split-key';

export type GateNames = 'gate' | 'gateLogits';

/** For the parameters of a page. */
export const gateSpec: { readonly [K in GateNames]: ParameterSpec<GateNames> } = {
  gate: { constraint: unitInterval, otherwise: ({ gateLogits }) => sigmoid(gateLogits) },
  gateLogits: { constraint: real, otherwise: ({ gate }) => logit(gate) },
};

/** The gate as formulas need it. */
export interface Gate {
  gate: Tensor;
  logGate: Tensor;
  /** log(1 - gate) */
  logRest: Tensor;
}

export const gateOf = (values: Values<GateNames>): Gate =>
  values.given('gateLogits')
    ? { gate: values.gate, logGate: logSigmoid(values.gateLogits), logRest: logSigmoid(neg(values.gateLogits)) }
    : { gate: values.gate, logGate: log(maximum(values.gate, 2 ** -126)), logRest: log1p(neg(values.gate)) };

/** log of the mass at x, from that of the law. */
export const inflatedLogMass = (x: Tensor, logMass: Tensor, { logGate, logRest }: Gate): Tensor => {
  const rest = add(logRest, logMass);
  return where(equal(x, 0), logAddExp(logGate, rest), rest);
};

export const inflatedCdf = (cdf: Tensor, { gate }: Gate): Tensor => add(gate, mul(sub(1, gate), cdf));
export const inflatedSurvival = (survival: Tensor, { gate }: Gate): Tensor => mul(sub(1, gate), survival);
export const inflatedLogSurvival = (logSurvival: Tensor, { logRest }: Gate): Tensor => add(logRest, logSurvival);

/** The quantile: that of the law at what p leaves above the gate. */
export function inflatedQuantile(p: Tensor, quantile: (p: Tensor) => Tensor, { gate }: Gate): Tensor {
  const zero = lessEqual(p, gate);
  const rest = div(sub(p, gate), maximum(sub(1, gate), 2 ** -126));
  return where(less(p, 0), Number.NaN, where(zero, 0, quantile(where(zero, 0.5, rest))));
}

export const inflatedMean = (mean: Tensor, { gate }: Gate): Tensor => mul(sub(1, gate), mean);
export const inflatedVariance = (mean: Tensor, variance: Tensor, { gate }: Gate): Tensor =>
  mul(sub(1, gate), add(variance, mul(gate, square(mean))));

/** Draws of the law, some of them turned to 0. */
export function inflatedDraws(key: KeyLike, draws: (key: KeyLike) => Tensor, { gate }: Gate, shape: readonly number[]): Tensor {
  const [first, second] = splitKey(key, 2);
  const closed = bernoulli(first, { probability: gate }, { shape: [...shape] });
  return where(greater(closed, 0), 0, draws(second));
}

/** The page of a law of counts with a gate, from its own page. Of a method that the law lacks there is none. */
export function inflatedPage<P extends string>(name: string, page: Law<P>): Law<P | GateNames> {
  type All = Values<P | GateNames>;
  const own = (values: All) => values as unknown as Values<P>;
  const gated = (values: All) => gateOf(values as unknown as Values<GateNames>);
  type Method = (x: Tensor, values: Values<P>) => Tensor;
  const lifted = (method: Method | undefined, change: (value: Tensor, gate: Gate) => Tensor) =>
    method && ((x: Tensor, values: All) => change(method(x, own(values)), gated(values)));
  const { mean, variance, icdf } = page;
  return {
    name,
    parameters: { ...gateSpec, ...page.parameters } as never,
    oneOf: [['gate', 'gateLogits'], ...(page.oneOf ?? [])] as never,
    support: page.support as never,
    sample: (key, values, shape) => inflatedDraws(key, (each) => page.sample(each, own(values), shape), gated(values), shape),
    logProb: (x, values) => inflatedLogMass(x, page.logProb(x, own(values)), gated(values)),
    cdf: lifted(page.cdf, inflatedCdf),
    survival: lifted(page.survival, inflatedSurvival),
    logSurvival: lifted(page.logSurvival, inflatedLogSurvival),
    icdf: icdf && ((p, values) => inflatedQuantile(p, (rest) => icdf(rest, own(values)), gated(values))),
    mean: mean && ((values, event) => inflatedMean(mean(own(values), event), gated(values))),
    variance:
      mean &&
      variance &&
      ((values, event) => inflatedVariance(mean(own(values), event), variance(own(values), event), gated(values))),
  };
}

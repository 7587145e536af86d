// Gamma draws of rate 1 and their logarithms.
import {
  gammaDrawFirst,
  gammaDraws,
  gammaDrawSecond,
  logGammaDrawFirst,
  logGammaDraws,
  logGammaDrawSecond,
} from '@baytes/kernels';
import { positive } from '../constraint';
import { shapeLaw } from '../shape-law';

/** Gamma draws of rate 1. */
export const standardGamma = /* @__PURE__ */ shapeLaw(
  'gamma',
  'RandomGammaDraw',
  'concentration',
  positive,
  gammaDraws,
  gammaDrawFirst,
  gammaDrawSecond,
  true,
);

/** The logarithms of the same draws. */
export const standardLogGamma = /* @__PURE__ */ shapeLaw(
  'logGamma',
  'RandomLogGamma',
  'concentration',
  positive,
  logGammaDraws,
  logGammaDrawFirst,
  logGammaDrawSecond,
  true,
);

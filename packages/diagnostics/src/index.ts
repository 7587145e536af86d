export { type Assignment, hungarian } from './assignment';
export { type ContingencyTable, contingencyTable } from './contingency';
export { calinskiHarabasz, daviesBouldin, silhouette, type SilhouetteOptions, silhouetteSamples } from './geometry';
export { type HeldOut, heldOutLogLikelihood, type ScoresRows } from './held-out';
export { type Average, normalizedMutualInformation, type VMeasure, vMeasure } from './information';
export type { Labels } from './labels';
export { matchedAccuracy } from './matched-accuracy';
export { adjustedRandIndex } from './rand';

/** @param {readonly number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and standard deviation over runs, as a cell. @param {readonly number[]} values @param {number} [digits] */
export function spread(values, digits = 3) {
  const middle = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1));
  return `${middle.toFixed(digits)} ± ${deviation.toFixed(digits)}`;
}

/** @param {number} count @returns {number[]} */
export const range = (count) => Array.from({ length: count }, (_, i) => i);

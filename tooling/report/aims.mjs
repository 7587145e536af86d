// What a table's row has to reach. A command exits with an error that names the rows that did not reach theirs.

/**
 * @typedef {object} Aim
 * @property {string} what the measured quantity, as a reader names it.
 * @property {number} value what was measured. NaN is a miss.
 * @property {number} [atLeast]
 * @property {number} [atMost]
 *
 * @typedef {object} Row
 * @property {string} name unique in its table: it names the row where an aim is missed.
 * @property {Record<string, string | number>} cells by column.
 * @property {Aim[]} [aims]
 */

/** @param {Aim} aim */
export function isMet({ value, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) {
  return value >= atLeast && value <= atMost;
}

/** @param {Aim} aim such as 'NMI 0.81 (aim >= 0.83: MISSED)' */
export function inWords(aim) {
  const { what, value, atLeast, atMost } = aim;
  const bounds = [atLeast === undefined ? [] : [`>= ${atLeast}`], atMost === undefined ? [] : [`<= ${atMost}`]].flat();
  return `${what} ${brief(value)} (aim ${bounds.join(' and ')}: ${isMet(aim) ? 'met' : 'MISSED'})`;
}

/**
 * One sentence for every aim that was missed.
 *
 * @param {string} title of the table
 * @param {readonly Row[]} rows
 */
export function missedAims(title, rows) {
  return rows.flatMap(({ name, aims = [] }) =>
    aims.filter((aim) => !isMet(aim)).map((aim) => `${title}, ${name}: ${inWords(aim)}`),
  );
}

/** @param {string | number} value four digits of a number. */
export function brief(value) {
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 1e4 || Math.abs(value) < 1e-3 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

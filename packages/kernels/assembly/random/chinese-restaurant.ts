// The number of tables in a Chinese restaurant of n customers and concentration r: a sum of Bernoulli(r / (r + i)), i = 0 .. n - 1,
// of which the first is 1. One by one while that is short. Else by thinning, so that the cost follows the rarer outcome: successes
// grow rarer with i, so from i on they are thinned out of a geometric walk with the probability at i; failures grow more frequent,
// so they are thinned out of one with the probability at the end.
import { beginRun, bits, endRun, uniform } from './stream';
import { exponential } from './ziggurat';

// @sampler 4
export function chineseRestaurantTables(customers: f64, concentration: f64): f64 {
  const n = Math.floor(customers);
  const r = concentration;
  if (!(n >= 0 && r >= 0)) return NaN;
  if (n <= 1) return n;
  if (r == 0) return 1;
  if (r == Infinity) return n;
  if (n > 16 && r > 4 * n) return n - thinnedCompanions(n, r);
  // The walk pays once its steps are longer than its cost, about four trials.
  const trials = n > 16 ? Math.min(n, Math.ceil(4 * r) + 1) : n;
  const many = trials > 24;
  if (many) beginRun();
  let tables = 1 + oneByOne(trials, r);
  if (trials < n) tables += thinnedTables(trials, n, r);
  if (many) endRun();
  return tables;
}

/** New tables of customers 1 .. n - 1, each with half a block: 32 bits, and a full number where those do not tell. */
function oneByOne(n: f64, r: f64): f64 {
  let tables: f64 = 0;
  let random: u64 = 0;
  let left = false;
  for (let i: f64 = 1; i < n; i++) {
    random = left ? random >> 32 : bits();
    left = !left;
    const place = <f64>(<u32>random);
    const bound = (r / (r + i)) * 4294967296.0;
    if (place + 1 <= bound) tables += 1;
    else if (place < bound && place + uniform() < bound) tables += 1;
  }
  return tables;
}

/** New tables of customers from .. n - 1. */
function thinnedTables(from: f64, n: f64, r: f64): f64 {
  let tables: f64 = 0;
  let next = from;
  while (true) {
    // The first success of trials next, next + 1, ... of probability r / (r + next), thinned to r / (r + i).
    const i = next + Math.floor(exponential() / Math.log1p(r / next));
    if (!(i < n)) return tables;
    if (uniform() * (r + i) < r + next) tables += 1;
    next = i + 1;
  }
}

/** Customers 1 .. n - 1 that sit down at a table that is taken. */
function thinnedCompanions(n: f64, r: f64): f64 {
  const last = n - 1;
  // A failure at i has probability i / (r + i) <= last / (r + last).
  const rate = Math.log1p(last / r);
  let companions: f64 = 0;
  let i: f64 = 0;
  while (true) {
    i += 1 + Math.floor(exponential() / rate);
    if (!(i < n)) return companions;
    if (uniform() * last * (r + i) < i * (r + last)) companions += 1;
  }
}

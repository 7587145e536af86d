// The Poisson gamma belief network (Zhou, Cong and Chen, "Augmentable gamma belief networks", JMLR 2016), one document at a time:
//
//   x_v ~ Pois(sum_k Phi1_vk theta1_k),  theta_t ~ Gamma(Phi_t+1 theta_t+1, rate c_t+1),  theta_T ~ Gamma(r, rate c_T+1)
//
// Given the topics and r, documents are independent. A sweep takes the counts of the last one and goes down: theta_T .. theta_1, each
// given the one above and the counts of its layer; then the rates; then up: every word is split among topics, and what CRT tables are left
// of a topic's count are the words of the next layer. So whoever changes Phi and r between two sweeps finds every theta integrated out that
// its conditional integrates out, and the next sweep draws it anew: an exact Gibbs sampler in the order of section 3 there.
import { betaLogit } from '../random/gamma-family';
import { standardGamma } from '../random/gamma';
import { chineseRestaurantTables } from '../random/chinese-restaurant';
import { zeroTruncatedPoisson } from '../random/poisson';
import { uniform, useKey, useLongElement } from '../random/stream';
import { truncatedBessel } from './bessel';
import { choose, chooserBytes, useChooserMemory, weigh, weighShifted } from './choose';
import { gammaRow } from './gamma';
import { countsOf, expectation, near, proportionsOf, stride, tally, thetaOf, topics, useLayers, width } from './layers';
import { takeWords, useDocument, useWordsKey } from './words';

// What a call may ask for.
const COLD: u32 = 1; // the first sweep takes theta as it is, and starts with the way up
const SCALES: u32 = 2; // rates are sampled
const BINARY: u32 = 4; // counts are 1 where a Poisson count is not 0
const POSITIVE: u32 = 8; // counts are gamma sums of a Poisson number of terms
const EXPECTED: u32 = 16; // predictions and proportions use the expectation of theta_1 given its counts
const COLLAPSED: u32 = 32; // theta_1 and Phi_1 are integrated out, and not drawn

/** theta under exp of this is 0: its products with topics of 1e-18 are still normal floats. */
const LEAST_EXPONENT: f32 = -40;

let depth: u32 = 0;
let flags: u32 = 0;
let top: usize = 0;
let topHistogram: usize = 0;
let topTally: usize = 0;
let topExpectation: usize = 0;
let kept: bool = false;
let a0: f64 = 0;
let b0: f64 = 0;
let e0: f64 = 0;
let f0: f64 = 0;
// Of the collapsed sampler: its assignments, topics' sizes, the pseudo-count of a word, that of all words.
let assignments: usize = 0;
let sizes: usize = 0;
let eta: f32 = 0;
let allEta: f32 = 0;
// Scratch rows.
let expected: usize = 0;
let shares: usize = 0;
let zeros: usize = 0;
let shapes: usize = 0;
let shapeStride: usize = 0;

/** Bytes of scratch for layers of at most `widest` floats a row. */
export function networkScratch(widest: u32, layers: u32): usize {
  return chooserBytes(widest) + ((<usize>widest * <usize>(3 + layers)) << 2) + 64;
}

function useScratch(scratch: usize, widest: u32): void {
  useChooserMemory(scratch);
  const row = <usize>widest << 2;
  expected = (scratch + chooserBytes(widest) + 15) & ~15;
  shares = expected + row;
  zeros = shares + row;
  memory.fill(zeros, 0, row);
  shapes = zeros + row;
  shapeStride = row;
}

/** How the prior of the rates, and collapsed sampling, are given: eight doubles. */
function useSettings(settings: usize): void {
  a0 = load<f64>(settings);
  b0 = load<f64>(settings, 8);
  e0 = load<f64>(settings, 16);
  f0 = load<f64>(settings, 24);
  eta = <f32>load<f64>(settings, 32);
  allEta = <f32>load<f64>(settings, 40);
}

/**
 * `sweeps` sweeps of each of `documents` documents, of which those from `keepFrom` on are counted into tallies, predictions and sums of
 * proportions. Rates are sampled from sweep `scalesFrom` on.
 *
 * rates: c_2 .. c_T+1 of each document. spread: where -log(1 - p_T+1) goes. starts, words, counts: the documents by rows. numbers: what each
 * document's random numbers go by. heldStarts, heldWords: words whose rates are summed up in heldRates, those of all words in heldTotals,
 * both under `heldTopics`; or 0. weights: a_j of the positive link.
 */
export function networkSweeps(
  k0: u32, k1: u32, k2: u32, k3: u32,
  layers: usize, T: u32, widest: u32, vocabulary: u32, r: usize, histogram: usize, tallyOfTop: usize, expectationOfTop: usize, settings: usize,
  starts: usize, words: usize, counts: usize, numbers: usize, documents: u32,
  rates: usize, spread: usize, weights: usize, z: usize, sizesOfTopics: usize,
  sweeps: u32, keepFrom: u32, scalesFrom: u32, wanted: u32,
  heldStarts: usize, heldWords: usize, heldRates: usize, heldTotals: usize, heldTopics: usize,
  scratch: usize,
): void {
  useLayers(layers);
  useScratch(scratch, widest);
  useSettings(settings);
  useKey(k0, k1);
  useWordsKey(k2, k3);
  depth = T;
  flags = wanted;
  top = r;
  topHistogram = histogram;
  topTally = tallyOfTop;
  rowsNear = vocabulary;
  pending = 0;
  topExpectation = expectationOfTop;
  assignments = z;
  sizes = sizesOfTopics;
  for (let j: u32 = 0; j < documents; j++) {
    useLongElement(load<u32>(numbers + (<usize>j << 2)));
    useDocument(load<u32>(numbers + (<usize>j << 2)));
    const from = load<u32>(starts + (<usize>j << 2));
    const to = load<u32>(starts + (<usize>(j + 1) << 2));
    const rate = rates + ((<usize>j * <usize>T) << 3);
    const weight = weights + (<usize>j << 3);
    for (let sweep: u32 = 0; sweep < sweeps; sweep++) {
      kept = sweep >= keepFrom;
      if (sweep > 0 || !(flags & COLD)) down(j, rate);
      else shapesOfAll(j);
      if (kept && heldStarts) predict(j, heldStarts, heldWords, heldRates, heldTotals, heldTopics);
      if (kept) addProportions(j);
      const sampled = (flags & SCALES) != 0 && sweep >= scalesFrom;
      if (sampled) upperRates(j, rate);
      up(j, from, to, words, counts, weight);
      if (sampled) lowestRate(j, rate);
    }
    store<f64>(spread + (<usize>j << 3), q(rate, T));
  }
  if (near(0)) gather(0, 0);
}

/** q_t+1 = log(1 + q_t / c_t+1) with q_1 = 1, after `steps` steps. */
function q(rate: usize, steps: u32): f64 {
  let value: f64 = 1;
  for (let t: u32 = 0; t < steps; t++) value = Math.log1p(value / load<f64>(rate + (<usize>t << 3)));
  return value;
}

/** The shapes of layer t: Phi_t+1 theta_t+1, or r. */
// @ts-ignore: decorator
@inline
function shapeOf(t: u32): usize {
  return t == depth - 1 ? top : shapes + <usize>t * shapeStride;
}

/** Phi_t+1 theta_t+1 into the shapes of layer t, with zeros behind its width. */
function product(t: u32, document: u32): void {
  const theta = thetaOf(t + 1, document);
  const length = stride(t + 1);
  const out = shapes + <usize>t * shapeStride;
  let row = topics(t + 1);
  const n = width(t);
  for (let k: u32 = 0; k < n; k++) {
    store<f32>(out + (<usize>k << 2), dot(row, theta, length));
    row += <usize>length << 2;
  }
  for (let k = n; k < stride(t); k++) store<f32>(out + (<usize>k << 2), 0);
}

// @ts-ignore: decorator
@inline
function dot(row: usize, factor: usize, length: u32): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>length << 2; at += 32) {
    a = f32x4.add(a, f32x4.mul(v128.load(row + at), v128.load(factor + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(row + at, 16), v128.load(factor + at, 16)));
  }
  return lanes(f32x4.add(a, b));
}

// @ts-ignore: decorator
@inline
function lanes(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

function sum(row: usize, length: u32): f64 {
  let a = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>length << 2; at += 16) a = f32x4.add(a, v128.load(row + at));
  return <f64>lanes(a);
}

function shapesOfAll(document: u32): void {
  for (let t: u32 = 0; t + 1 < depth; t++) product(t, document);
  memory.copy(expected, thetaOf(0, document), <usize>stride(0) << 2);
}

/** theta_T .. theta_1, given the counts of each layer and the layer above. */
function down(document: u32, rate: usize): void {
  for (let t = <i32>depth - 1; t >= 0; t--) {
    if (<u32>t < depth - 1) product(t, document);
    // The collapsed sampler has no use for theta_1, only for its shapes.
    if (t == 0 && flags & COLLAPSED) return;
    const scale = 1 / (load<f64>(rate + (<usize>t << 3)) + q(rate, t));
    gammaRow(shapeOf(t), countsOf(t, document), <f32>scale, thetaOf(t, document), t == 0 ? expected : 0, stride(t), LEAST_EXPONENT);
  }
}

/** c_3 .. c_T+1, given theta. */
function upperRates(document: u32, rate: usize): void {
  for (let t: u32 = 1; t < depth; t++) {
    const above = t == depth - 1 ? sum(top, stride(t)) : sum(thetaOf(t + 1, document), stride(t + 1));
    const here = sum(thetaOf(t, document), stride(t));
    store<f64>(rate + (<usize>t << 3), bounded(standardGamma(e0 + above) / (f0 + here)));
  }
}

/** c_2 = (1 - p) / p with p given the document's length and the layer above, theta_1 integrated out. */
function lowestRate(document: u32, rate: usize): void {
  const length = sum(countsOf(0, document), stride(0));
  const above = depth == 1 ? sum(top, stride(0)) : sum(thetaOf(1, document), stride(1));
  store<f64>(rate, bounded(Math.exp(-betaLogit(a0 + length, b0 + above))));
}

// @ts-ignore: decorator
@inline
function bounded(rate: f64): f64 {
  return rate > 1e-12 ? Math.min(rate, 1e12) : 1e-12;
}

/** Tokens of row `row` of layer t, n of them, to topics. */
// @ts-ignore: decorator
@inline
function split(t: u32, row: u32, n: f64, total: f64, counts: usize): void {
  const length = stride(t);
  const close = kept ? near(t) : 0;
  const place = kept && !close ? tally(t) : 0;
  if (close && (pending += n) >= 65536) gather(t, n);
  const start = <usize>row * <usize>length;
  for (let i: f64 = 0; i < n; i++) {
    const random = load<u32>(takeWords(1));
    const k = total > 0 ? choose(random) : <u32>((<u64>random * <u64>width(t)) >> 32);
    const at = <usize>k << 2;
    store<f32>(counts + at, load<f32>(counts + at) + 1);
    if (close) {
      const into = close + ((start + <usize>k) << 1);
      store<u16>(into, load<u16>(into) + 1);
    } else if (place) {
      const into = place + ((start + <usize>k) << 2);
      store<u32>(into, load<u32>(into) + 1);
    }
  }
}

/** Tokens counted in 16 bits, which hold 65535 of them. */
let pending: f64 = 0;
let rowsNear: usize = 0;

/** Moves what was counted in 16 bits to the tally, before `n` more tokens are. */
function gather(t: u32, n: f64): void {
  const from = near(t);
  const into = tally(t);
  const bytes = (rowsNear * <usize>stride(t)) << 1;
  for (let at: usize = 0; at < bytes; at += 16) {
    const few = v128.load(from + at);
    const to = into + 2 * at;
    v128.store(to, i32x4.add(v128.load(to), i32x4.extend_low_i16x8_u(few)));
    v128.store(to, i32x4.add(v128.load(to, 16), i32x4.extend_high_i16x8_u(few)), 16);
  }
  memory.fill(from, 0, bytes);
  pending = n;
}

/** Adds `amount` theta to the row of expected counts over Phi. */
// @ts-ignore: decorator
@inline
function expect(t: u32, row: u32, amount: f32, theta: usize): void {
  const length = stride(t);
  const into = expectation(t) + ((<usize>row * <usize>length) << 2);
  const amounts = f32x4.splat(amount);
  for (let at: usize = 0; at < <usize>length << 2; at += 16)
    v128.store(into + at, f32x4.add(v128.load(into + at), f32x4.mul(amounts, v128.load(theta + at))));
}

/** The expected tables of n customers at concentration r: r (psi(n + r) - psi(r)). */
function expectedTables(n: f64, r: f64): f64 {
  let tables: f64 = 0;
  for (let i: f64 = 0; i < n; i++) tables += 1 / (r + i);
  return r * tables;
}

function up(document: u32, from: u32, to: u32, words: usize, counts: usize, weight: usize): void {
  if (flags & COLLAPSED) assign(document, from, to, words, counts);
  else splitWords(document, from, to, words, counts, weight);
  for (let t: u32 = 1; t < depth; t++) {
    const below = countsOf(t - 1, document);
    const theta = thetaOf(t, document);
    const m = countsOf(t, document);
    const length = stride(t);
    const n = width(t - 1);
    memory.fill(m, 0, <usize>length << 2);
    let row = topics(t);
    for (let k: u32 = 0; k < n; k++) {
      const customers = <f64>load<f32>(below + (<usize>k << 2));
      if (customers > 0) {
        const total = <f64>weigh(row, theta, length);
        if (kept && expectation(t) && total > 0) expect(t, k, <f32>(expectedTables(customers, total) / total), theta);
        split(t, k, customers == 1 ? 1 : chineseRestaurantTables(customers, total), total, m);
      }
      row += <usize>length << 2;
    }
  }
  if (kept) tables(document);
}

/** Layer 1: every word's count, or what the link makes of it, is split by Phi_vk theta_k. */
function splitWords(document: u32, from: u32, to: u32, words: usize, counts: usize, weight: usize): void {
  const length = stride(0);
  const theta = thetaOf(0, document);
  const m = countsOf(0, document);
  const phi = topics(0);
  memory.fill(m, 0, <usize>length << 2);
  const linked = (flags & (BINARY | POSITIVE)) != 0;
  let latent: f64 = 0;
  let observed: f64 = 0;
  for (let i = from; i < to; i++) {
    const v = load<u32>(words + (<usize>i << 2));
    let x = <f64>load<f32>(counts + (<usize>i << 2));
    const total = <f64>weigh(phi + ((<usize>v * <usize>length) << 2), theta, length);
    if (linked) {
      observed += x;
      x = flags & BINARY ? zeroTruncatedPoisson(total) : truncatedBessel(2 * Math.sqrt(load<f64>(weight) * x * total));
      latent += x;
    }
    if (kept && expectation(0) && total > 0) expect(0, v, <f32>(x / total), theta);
    split(0, v, x, total, m);
  }
  if (flags & POSITIVE) store<f64>(weight, standardGamma(latent + 1) / (1 + observed));
}

/** Layer 1 with theta and Phi integrated out: each token anew, given the topics of all others. */
function assign(document: u32, from: u32, to: u32, words: usize, counts: usize): void {
  const length = stride(0);
  const shape = shapeOf(0);
  const m = countsOf(0, document);
  const place = tally(0);
  let z = assignments;
  for (let at: usize = 0; at < <usize>length << 2; at += 16) {
    const size = f32x4.add(v128.load(sizes + at), f32x4.splat(allEta));
    v128.store(shares + at, f32x4.div(f32x4.add(v128.load(m + at), v128.load(shape + at)), size));
  }
  for (let i = from; i < to; i++) {
    const v = load<u32>(words + (<usize>i << 2));
    const row = place + ((<usize>v * <usize>length) << 2);
    for (let n = <i32>load<f32>(counts + (<usize>i << 2)); n > 0; n--) {
      move(row, m, shape, <usize>load<u16>(z) << 2, -1);
      const total = weighShifted(row, eta, shares, length);
      const random = load<u32>(takeWords(1));
      const k = total > 0 ? choose(random) : <u32>((<u64>random * <u64>width(0)) >> 32);
      store<u16>(z, <u16>k);
      z += 2;
      move(row, m, shape, <usize>k << 2, 1);
    }
  }
  assignments = z;
}

// @ts-ignore: decorator
@inline
function move(row: usize, m: usize, shape: usize, at: usize, by: f32): void {
  store<f32>(row + at, load<f32>(row + at) + by);
  const size = load<f32>(sizes + at) + by;
  store<f32>(sizes + at, size);
  const here = load<f32>(m + at) + by;
  store<f32>(m + at, here);
  store<f32>(shares + at, (here + load<f32>(shape + at)) / (size + allEta));
}

/** Customers of the top layer that are only counted: see tables.ts. */
export const HISTOGRAM: u32 = 256;

/** The restaurants of the top layer, with m_T customers: their sizes, or the tables expected of them. */
function tables(document: u32): void {
  const m = countsOf(depth - 1, document);
  const n = width(depth - 1);
  for (let k: u32 = 0; k < n; k++) {
    const customers = <f64>load<f32>(m + (<usize>k << 2));
    if (!(customers > 0)) continue;
    const r = <f64>load<f32>(top + (<usize>k << 2));
    if (topHistogram) {
      const at = topHistogram + ((<usize>k * <usize>HISTOGRAM + <usize>Math.min(customers, <f64>HISTOGRAM) - 1) << 2);
      store<u32>(at, load<u32>(at) + 1);
      if (customers > HISTOGRAM) {
        const into = topTally + (<usize>k << 2);
        store<u32>(into, load<u32>(into) + lateTables(customers, r));
      }
    }
    if (topExpectation) store<f64>(topExpectation + (<usize>k << 3), load<f64>(topExpectation + (<usize>k << 3)) + expectedTables(customers, r));
  }
}

/** Tables that customers from HISTOGRAM on open. */
function lateTables(customers: f64, r: f64): u32 {
  let opened: u32 = 0;
  for (let i: f64 = HISTOGRAM; i < customers; i++) if (uniform() * (r + i) < r) opened++;
  return opened;
}

/** Adds this sweep's rates of the document's held-out words, and of all words: columns of Phi sum to 1. */
function predict(document: u32, starts: usize, words: usize, rates: usize, totals: usize, phi: usize): void {
  const length = stride(0);
  const theta = flags & EXPECTED ? expected : thetaOf(0, document);
  const end = load<u32>(starts + (<usize>(document + 1) << 2));
  for (let i = load<u32>(starts + (<usize>document << 2)); i < end; i++) {
    const v = load<u32>(words + (<usize>i << 2));
    const at = rates + (<usize>i << 3);
    store<f64>(at, load<f64>(at) + <f64>dot(phi + ((<usize>v * <usize>length) << 2), theta, length));
  }
  const at = totals + (<usize>document << 3);
  store<f64>(at, load<f64>(at) + sum(theta, length));
}

/** Adds this sweep's theta, over its sum, to the sums that are wanted. */
function addProportions(document: u32): void {
  for (let t: u32 = 0; t < depth; t++) {
    const into = proportionsOf(t, document);
    if (!into) continue;
    const length = stride(t);
    const theta = t == 0 && flags & EXPECTED ? expected : thetaOf(t, document);
    const total = sum(theta, length);
    if (!(total > 0)) continue;
    const inverse = f32x4.splat(<f32>(1 / total));
    for (let at: usize = 0; at < <usize>length << 2; at += 16)
      v128.store(into + at, f32x4.add(v128.load(into + at), f32x4.mul(inverse, v128.load(theta + at))));
  }
}

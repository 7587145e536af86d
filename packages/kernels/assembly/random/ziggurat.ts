// Standard normal and exponential numbers by the ziggurat (Marsaglia and Tsang, "The ziggurat method for generating random
// variables", 2000) with 256 layers of equal area, float64 throughout: 52 bits of position, 8 of layer and 1 of sign out of one
// block, where the original shares bits between layer and position (Doornik 2005 on why that is a fault).
import { tables } from './scratch';
import { bits, uniform } from './stream';

const NORMAL_EDGE: f64 = 3.6541528853610088;
const NORMAL_AREA: f64 = 0.0049286732339746553;
const EXPONENTIAL_EDGE: f64 = 7.6971174701310497;
const EXPONENTIAL_AREA: f64 = 0.0039496598225815572;

// Layer i reaches from 0 to edge[i]; inside edge[i + 1] it lies wholly under the density. Rows of 32 bytes: scale (edge / 2^52),
// limit (of the position, as an integer), density at edge[i], density at edge[i + 1].

// @ts-ignore: decorator
@inline
function normals(): usize {
  return tables();
}

// @ts-ignore: decorator
@inline
function exponentials(): usize {
  return tables() + 256 * 32;
}

const CELLS: f64 = 4503599627370496;

function density(x: f64, gaussian: bool): f64 {
  return Math.exp(gaussian ? -0.5 * x * x : -x);
}

function build(table: usize, gaussian: bool, edge: f64, area: f64): void {
  let outer = area / density(edge, gaussian);
  let inner = edge;
  let low: f64 = 0;
  for (let i: usize = 0; i < 256; i++) {
    const high = i == 255 ? 1 : density(inner, gaussian);
    const row = table + (i << 5);
    store<f64>(row, outer / CELLS);
    store<u64>(row, <u64>((inner / outer) * CELLS), 8);
    store<f64>(row, low, 16);
    store<f64>(row, high, 24);
    outer = inner;
    low = high;
    if (i < 254) {
      const next = high + area / inner;
      inner = gaussian ? Math.sqrt(-2 * Math.log(next)) : -Math.log(next);
    } else {
      inner = 0;
    }
  }
}

build(normals(), true, NORMAL_EDGE, NORMAL_AREA);
build(exponentials(), false, EXPONENTIAL_EDGE, EXPONENTIAL_AREA);

// @ts-ignore: decorator
@inline
export function normal(): f64 {
  return normalOf(bits());
}

/** Normal from 64 random bits: 0 to 7 layer, 8 sign, 12 to 63 position; 9 to 11 stay unused. */
// @ts-ignore: decorator
@inline
export function normalOf(random: u64): f64 {
  const row = normals() + (<usize>(random & 255) << 5);
  const place = random >> 12;
  const x = <f64>(<i64>place) * load<f64>(row);
  return withSign(place < load<u64>(row, 8) ? x : normalRare(row, x), random);
}

// @ts-ignore: decorator
@inline
function withSign(x: f64, random: u64): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) ^ ((random << 55) & 0x8000000000000000));
}

/** |x| where the first position fell outside the inner rectangle of its layer: 1.2 % of the time. */
function normalRare(row: usize, x: f64): f64 {
  while (true) {
    if (row == normals()) {
      while (true) {
        const beyond = -Math.log(uniform()) / NORMAL_EDGE;
        if (-2 * Math.log(uniform()) > beyond * beyond) return NORMAL_EDGE + beyond;
      }
    }
    const low = load<f64>(row, 16);
    if (low + uniform() * (load<f64>(row, 24) - low) < Math.exp(-0.5 * x * x)) return x;
    const random = bits();
    row = normals() + (<usize>(random & 255) << 5);
    const place = random >> 12;
    x = <f64>(<i64>place) * load<f64>(row);
    if (place < load<u64>(row, 8)) return x;
  }
}

// @ts-ignore: decorator
@inline
export function exponential(): f64 {
  return exponentialOf(bits());
}

/** Exponential from 64 random bits, of which the four from the ninth on stay unused (a sign may come from there). */
// @ts-ignore: decorator
@inline
export function exponentialOf(random: u64): f64 {
  const row = exponentials() + (<usize>(random & 255) << 5);
  const place = random >> 12;
  const x = <f64>(<i64>place) * load<f64>(row);
  return place < load<u64>(row, 8) ? x : exponentialRare(row, x);
}

function exponentialRare(row: usize, x: f64): f64 {
  let shift: f64 = 0;
  while (true) {
    if (row == exponentials()) {
      // The tail beyond the edge is the whole once more.
      shift += EXPONENTIAL_EDGE;
    } else {
      const low = load<f64>(row, 16);
      if (low + uniform() * (load<f64>(row, 24) - low) < Math.exp(-x)) return shift + x;
    }
    const random = bits();
    row = exponentials() + (<usize>(random & 255) << 5);
    const place = random >> 12;
    x = <f64>(<i64>place) * load<f64>(row);
    if (place < load<u64>(row, 8)) return shift + x;
  }
}


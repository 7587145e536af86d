// Tables of all restaurants of one concentration together: customer i of each opens a new one with probability r / (r + i), so only the
// number of restaurants that have a customer i matters, and a binomial draw tells how many of them open one.
import { binomial } from '../random/binomial';
import { useKey, useLongElement } from '../random/stream';
import { HISTOGRAM } from './belief-network';

/**
 * Adds to tables[k] those of the restaurants counted in row k of `histogram`: entry n - 1 says how many had n customers, or, the last, at
 * least as many. Row k takes the random numbers of element k.
 */
export function tablesOfHistogram(k0: u32, k1: u32, histogram: usize, r: usize, width: u32, tables: usize): void {
  useKey(k0, k1);
  for (let k: u32 = 0; k < width; k++) {
    useLongElement(k);
    const row = histogram + ((<usize>k * <usize>HISTOGRAM) << 2);
    const concentration = <f64>load<f32>(r + (<usize>k << 2));
    let having: f64 = 0;
    let opened: f64 = 0;
    for (let i = <i32>HISTOGRAM - 1; i >= 0; i--) {
      having += <f64>load<u32>(row + (<usize>i << 2));
      if (having > 0) opened += i == 0 ? having : binomial(having, concentration / (concentration + <f64>i));
    }
    const at = tables + (<usize>k << 2);
    store<u32>(at, load<u32>(at) + <u32>opened);
  }
}

// Ours and the peers in turn, several rounds: a shared machine drifts by more than most differences, and a ratio within a round
// drifts least. A program of ours takes the options of the peers' scripts and prints lines of their form (timing.mjs): to this file
// it is one more contestant.
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findPeer } from './python.mjs';
import { median } from './timing.mjs';

/**
 * @typedef {object} Line what a program prints for one piece of work.
 * @property {string} work
 * @property {string} peer
 * @property {number} threads
 * @property {number} [n]
 * @property {number} median_s
 * @property {string} [version]
 * @property {string} [note]
 * @property {number} [peak_mib]
 * @property {number} [data_mib]
 *
 * @typedef {object} Contestant
 * @property {string} peer
 * @property {string} command
 * @property {string[]} args
 */

/** @param {string} file a program of ours, beside this one */
export function ours(file) {
  return { peer: 'baytes', command: process.execPath, args: [fileURLToPath(new URL(file, import.meta.url))] };
}

/**
 * The peers that can run here, and a sentence for each that cannot.
 *
 * @param {string} script such as 'em.py'
 * @param {Record<string, readonly string[]>} peers each with the Python libraries that it needs
 * @returns {{ contestants: Contestant[], missing: string[] }}
 */
export function theirs(script, peers) {
  /** @type {Contestant[]} */
  const contestants = [];
  const missing = [];
  for (const [peer, libraries] of Object.entries(peers)) {
    const found = findPeer(script, libraries);
    if ('missing' in found) missing.push(`${peer} is left out: ${found.missing}`);
    else contestants.push({ peer, command: found.python, args: [found.script, '--peers', peer] });
  }
  return { contestants, missing };
}

/**
 * Runs every contestant on every group of works in each round, forwards in one round and backwards in the next.
 *
 * @param {object} options
 * @param {readonly Contestant[]} options.contestants
 * @param {readonly string[][]} options.groups works that share a process; one a group where its peak memory matters
 * @param {number} options.rounds
 * @param {number} [options.threads] cores that each process is bound to, where the system can bind
 * @param {number} [options.runs] least number of timed repetitions in a round
 * @param {(line: Line) => string} [options.nameOf] what a line is about, where a work has several. Default: its work
 * @param {(what: string) => void} [options.onStep] before each process; there are rounds x groups x contestants
 */
export async function rounds({ contestants, groups, rounds, threads = 1, runs = 7, nameOf = ({ work }) => work, onStep }) {
  /** @type {Map<string, Line[]>} */
  const lines = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const works of groups) {
      for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const name = works.length === 1 ? works[0] : `${works.length} works from ${works[0]}`;
        onStep?.(`${name}, ${contestant.peer}, ${counted(threads, 'thread')}, round ${round + 1} of ${rounds}`);
        for (const line of await measure(contestant, works, threads, runs)) {
          const key = `${nameOf(line)} ${line.peer}`;
          lines.set(key, [...(lines.get(key) ?? []), line]);
        }
      }
    }
  }
  return new Measured(lines);
}

/** The lines of all rounds. */
export class Measured {
  /** @param {Map<string, Line[]>} lines by work and peer */
  constructor(lines) {
    this.lines = lines;
  }

  /** @param {string} work @param {string} peer */
  has(work, peer) {
    return this.lines.has(`${work} ${peer}`);
  }

  /**
   * A number of every round.
   *
   * @param {string} work
   * @param {string} peer
   * @param {(line: Line) => number} [of] seconds
   */
  each(work, peer, of = ({ median_s }) => median_s) {
    return (this.lines.get(`${work} ${peer}`) ?? []).map(of);
  }

  /** Median over the rounds. @param {string} work @param {string} peer @param {(line: Line) => number} [of] */
  median(work, peer, of) {
    return median(this.each(work, peer, of));
  }

  /**
   * How many times as long `slow` takes as `fast`: the median over rounds of the ratio within a round, and the extremes.
   *
   * @param {string} work
   * @param {string} slow
   * @param {string} fast
   */
  ratio(work, slow, fast) {
    const below = this.each(work, fast);
    const ratios = this.each(work, slow).map((value, round) => value / below[round]);
    return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
  }
}

/** @param {number} count @param {string} thing */
export const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/**
 * The lines that one process prints. A contestant that lacks one of the works prints none for it.
 *
 * @param {Contestant} contestant
 * @param {readonly string[]} works
 * @param {number} threads
 * @param {number} runs
 */
async function measure({ peer, command, args }, works, threads, runs) {
  const all = [...args, '--works', works.join(','), '--threads', String(threads), '--runs', String(runs)];
  const [program, ...rest] = [...fresh(), ...bound(threads), command, ...all];
  const { status, output, errors } = await finished(program, rest);
  if (status !== 0) throw new Error(`${[command, ...all].join(' ')} ended with ${status}\n${errors.slice(-2000)}`);
  return output
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => /** @type {Line} */ (JSON.parse(text)))
    .filter((line) => works.includes(line.work) && line.peer === peer);
}

/** The peers' scripts bind themselves to the last cores; ours are bound to the same ones. @param {number} threads */
function bound(threads) {
  const cores = availableParallelism();
  if (process.platform !== 'linux' || threads >= cores) return [];
  const first = cores - threads;
  return spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', `${first}-${cores - 1}`] : [];
}

/**
 * On Linux a process begins with the largest resident size of the one that forked it, this one's, which would hide its own. A shell
 * in between is small.
 */
function fresh() {
  return process.platform === 'win32' ? [] : ['sh', '-c', '"$@"; exit $?', 'sh'];
}

/** @param {string} program @param {string[]} args @returns {Promise<{ status: number | null, output: string, errors: string }>} */
function finished(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (errors += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output, errors }));
  });
}

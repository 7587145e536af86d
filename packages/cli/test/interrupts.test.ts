// Fits that are stopped, softly and hard, and go on.
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { GaussianMixture } from '@baytes/mixtures';
import { describe, expect, it } from 'vitest';
import { writePoints } from './points';
import { baytes, start, temporaryFolder } from './run';

/** Resolves when `file` of `folder` has been written `times` times. */
function written(folder: string, file: string, times: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const watcher = watch(folder, (_, name) => {
      if (name !== file || !existsSync(join(folder, file)) || ++seen < times) return;
      watcher.close();
      resolve();
    });
  });
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

describe('a fit', () => {
  it.each([
    ['Big Learning EM', ['-k', '3', '--method', 'biglearn-em', '--iterations', '600', '--n-init', '2']],
    [
      'EM over a range of sizes',
      ['-k', '2:5', '--n-init', '10', '--init', 'random-rows', '--tolerance', '0', '--max-iterations', '60'],
    ],
  ])(
    'by %s that was killed goes on to the same bits',
    async (_, options) => {
      const folder = temporaryFolder();
      const data = writePoints(folder);
      const fit = ['fit', 'mixture', data, '--label', 'tree', ...options, '--seed', '7'];
      const whole = await baytes([...fit, '--output', 'whole.json'], folder);
      expect(whole.code, whole.stderr).toBe(0);

      const long = [...fit, '--checkpoint', 'state.json', '--checkpoint-every', '7', '--output', 'resumed.json'];
      // Killed twice, at places that the machine chooses.
      for (const times of [3, 5]) {
        const { child, ended } = start([...long, '--resume'], folder);
        await written(folder, 'state.json', times);
        child.kill('SIGKILL');
        expect((await ended).signal).toBe('SIGKILL');
        expect(existsSync(join(folder, 'resumed.json'))).toBe(false);
      }
      const resumed = await baytes([...long, '--resume'], folder);
      expect(resumed.code, resumed.stderr).toBe(0);
      expect(resumed.stderr).not.toContain('starting anew');
      expect(read(folder, 'resumed.json')).toBe(read(folder, 'whole.json'));
    },
    60_000,
  );

  it('keeps its best model at Ctrl-C, says so, and exits with 130', async () => {
    const folder = temporaryFolder();
    const data = writePoints(folder);
    const { child, ended } = start(
      [
        'fit',
        'mixture',
        data,
        '--label',
        'tree',
        '-k',
        '3',
        '--method',
        'biglearn-em',
        '--iterations',
        '1000000',
        '--output',
        'model.json',
        '--checkpoint',
        'state.json',
      ],
      folder,
    );
    await written(folder, 'state.json', 2);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code, stderr).toBe(130);
    expect(stderr).toContain('Ctrl-C again ends at once');
    expect(stderr).toContain('best model so far');
    expect(stderr).toContain('go on with --resume');
    expect(stdout).toContain('3 full components on 300 rows');
    const json = JSON.parse(read(folder, 'model.json'));
    expect(json.made.complete).toBe(false);
    expect(GaussianMixture.fromJSON(json).components).toBe(3);
  }, 60_000);

  it('will not go on with other data or options', async () => {
    const folder = temporaryFolder();
    const data = writePoints(folder);
    const fit = ['fit', 'mixture', data, '--label', 'tree', '-k', '3', '--checkpoint', 'state.json'];
    expect((await baytes(fit, folder)).code).toBe(0);
    const other = await baytes([...fit, '--resume', '--seed', '1'], folder);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/^baytes: .*other data or other options/);
  }, 60_000);
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeProblem, root } from '../scripts/workspace.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1', '100.0.0'])('%s will do', (version) =>
    expect(nodeProblem(version)).toBeUndefined(),
  );

  it.each(['20.18.9', '18.20.8', '16.0.0'])('%s is an error in one line', (version) => {
    expect(nodeProblem(version)).toBe(`Baytes needs Node 20.19 or newer; this is Node ${version}.`);
  });

  it.each(['start', 'test'])('stops `npm %s` before it does anything', (script) => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.2.0' } });";
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, join(root, `tooling/scripts/${script}.mjs`)],
      { encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Baytes needs Node 20.19 or newer; this is Node 18.2.0.\n',
    });
  });
});

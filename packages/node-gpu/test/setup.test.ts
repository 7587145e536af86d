// Setting up, on wheels made here: no library is loaded and nothing outside this machine is asked.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../src/folders';
import { readInstallation, writeInstallation } from '../src/installation';
import { librariesIn } from '../src/setup/libraries';
import { installedTensorFlow, python, SEARCH } from '../src/setup/python';
import { fromWheel } from '../src/setup/wheel';
import { zip } from './wheel.zip';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const wheel = zip({
  'tensorflow/libtensorflow_cc.so.2': 'the library',
  'tensorflow/libtensorflow_framework.so.2': 'its framework',
  'tensorflow/include/tensorflow/c/c_api.h': 'a header',
  'tensorflow/python/ops.py': 'left out',
});
const sha256 = createHash('sha256').update(wheel).digest('hex');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baytes-native-'));
  vi.stubEnv('BAYTES_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const file = (content = wheel) => {
  const path = join(folder, 'a.whl');
  writeFileSync(path, content);
  return path;
};
const run = (...args: string[]) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env: { ...process.env, BAYTES_CACHE: folder } });

describe('a wheel', () => {
  it('is unpacked: the libraries, the headers, nothing else', async () => {
    const { folder: found } = await fromWheel({ wheel: file(), sha256 });
    expect(librariesIn(found, 'linux')?.map((path) => path.slice(found.length + 1))).toEqual([
      'libtensorflow_framework.so.2',
      'libtensorflow_cc.so.2',
    ]);
    expect(existsSync(join(found, 'include/tensorflow/c/c_api.h'))).toBe(true);
    expect(existsSync(join(found, 'python'))).toBe(false);
  });

  it.each([
    ['of another sum', wheel, '0'.repeat(64), /a\.whl: its SHA-256 is .* where 0000/],
    ['that was cut off', wheel.subarray(0, wheel.length - 30), undefined, /end of central directory|zip/i],
    ['without the library', zip({ 'tensorflow/__init__.py': '' }), undefined, /holds no libtensorflow/],
  ])('%s is an error, and leaves nothing behind', async (_, content, sum, words) => {
    await expect(fromWheel({ wheel: file(content), sha256: sum })).rejects.toThrow(words);
    expect(readdirSync(join(cacheFolder(), 'wheels'))).toEqual([]);
  });

  it('is downloaded from an address', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/a.whl') response.end(wheel);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(existsSync(join((await fromWheel({ wheel: `${base}/a.whl`, sha256 })).folder, 'libtensorflow_cc.so.2'))).toBe(
        true,
      );
      await expect(fromWheel({ wheel: `${base}/b.whl` })).rejects.toThrow('answered 404');
    } finally {
      server.close();
    }
  });

  it('that does not exist is an error', async () => {
    await expect(fromWheel({ wheel: 'missing.whl' })).rejects.toThrow('there is no file missing.whl');
  });
});

describe.skipIf(process.platform === 'win32')('the TensorFlow that Python has', () => {
  const pretend = (answer: string) => {
    const script = join(folder, 'python');
    writeFileSync(script, `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
    return script;
  };

  it('is found', () => {
    const script = pretend(`echo '{"folder": "/a/tensorflow", "version": "2.21.0"}'`);
    expect(installedTensorFlow(script)).toEqual({ folder: '/a/tensorflow', version: '2.21.0' });
  });

  it.each(['echo \'{"folder": null, "version": "of unknown version"}\'', 'exit 1'])('may be none: %s', (answer) => {
    expect(installedTensorFlow(pretend(answer))).toBeUndefined();
  });

  it.skipIf(!python(['--version']))('is asked for in words that Python understands', () => {
    expect(python(['-c', SEARCH])).toMatch(/^\{"folder": (null|"[^"]+"), "version": "[^"]+"\}$/);
  });
});

describe('an installation', () => {
  it('is read as it was written', () => {
    const library = join(folder, 'library');
    writeFileSync(library, '');
    const installation = { version: 1, source: 'a test', libraries: [library], binding: library } as const;
    writeInstallation(installation);
    expect(readInstallation()).toEqual(installation);
    rmSync(library);
    expect(readInstallation).toThrow(/library is gone: run `npx @baytes\/node-gpu setup` again/);
  });

  it('of another version, or none, says what to do', () => {
    expect(readInstallation).toThrow('run `npx @baytes/node-gpu setup`');
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(join(cacheFolder(), 'installation.json'), '{ "version": 9 }');
    expect(readInstallation).toThrow('another version');
  });
});

describe('the command', () => {
  it.each([
    [['--help'], 0, 'stdout', 'npx @baytes/node-gpu <command>'],
    [[], 2, 'stdout', 'npx @baytes/node-gpu <command>'],
    [['status'], 1, 'stderr', 'no native TensorFlow is set up on this machine: run `npx @baytes/node-gpu setup`\n'],
    [['fly'], 2, 'stderr', "there is no command 'fly': setup or status\n"],
    [['setup', '--from', 'the-sky'], 2, 'stderr', '--from: expected auto, installed, wheel, stock; got the-sky\n'],
    [['setup', '--frm', 'wheel'], 2, 'stderr', "Unknown option '--frm'"],
    [['setup', '--library', '.'], 1, 'stderr', 'holds no libtensorflow; it holds '],
  ] as const)('%j ends with %i', (args, code, where, words) => {
    const { status, [where]: text } = run(...args);
    expect(text).toContain(words);
    expect(status).toBe(code);
  });

  it('reports a library that does not load, in one line', () => {
    const broken = join(folder, 'broken.so');
    writeFileSync(broken, 'no library');
    writeInstallation({ version: 1, source: 'a test', libraries: [broken], binding: broken });
    const { status, stderr } = run('status');
    expect(stderr).toMatch(/broken\.so does not load/);
    expect(status).toBe(1);
  });
});

#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from './backend';
import { NativeUnavailable, readInstallation } from './installation';
import { selfTest } from './self-test';
import { SOURCES, setup } from './setup/setup';

const help = `npx @baytes/node-gpu <command>

  setup    finds a libtensorflow (an installed TensorFlow, or a wheel) and a binding for it; no compiler where a prebuilt one fits
             --from auto|installed|wheel|stock   auto: what Python has installed, else a wheel
             --cuda                              the CUDA build (the wheel is larger; CUDA itself must be there)
             --wheel FILE_OR_ADDRESS             a wheel of your own; --sha256 SUM checks it
             --library FOLDER                    a folder that holds libtensorflow
             --compile                           compile the binding even where a prebuilt one fits
  status   prints what was set up, TensorFlow's version, the devices and a self-test

Files are kept in BAYTES_CACHE, or in the platform's folder for caches. PYTHON names the Python to ask.`;

/** In a process of its own: a library that does not fit may end the process instead of throwing. */
function status(): number {
  let installation: ReturnType<typeof readInstallation>;
  try {
    installation = readInstallation();
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  console.log(`source      ${installation.source}`);
  for (const library of installation.libraries) console.log(`library     ${library}`);
  console.log(`binding     ${installation.binding}`);
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'self-test'], { encoding: 'utf8' });
  if (child.stdout) process.stdout.write(child.stdout);
  if (child.status !== 0) console.error(child.stderr.trim() || `the self-test ended with ${child.signal ?? child.status}`);
  return child.status ?? 1;
}

async function printSelfTest(): Promise<number> {
  const { tensorflow, gpu } = await load();
  console.log(`tensorflow  ${tensorflow}`);
  console.log(`device      ${gpu ? 'GPU' : 'CPU'}`);
  const rows = selfTest();
  for (const { check, value, good } of rows) console.log(`${good ? 'good ' : 'WRONG'}       ${check} = ${value}`);
  return rows.every(({ good }) => good) ? 0 : 1;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      wheel: { type: 'string' },
      sha256: { type: 'string' },
      library: { type: 'string' },
      cuda: { type: 'boolean' },
      compile: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command] = positionals;
  if (values.help || !command) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  if (command === 'self-test') return printSelfTest();
  if (command === 'status') return status();
  if (command !== 'setup') throw new TypeError(`there is no command '${command}': setup or status`);
  const from = (values.from ?? 'auto') as (typeof SOURCES)[number];
  if (!SOURCES.includes(from)) throw new TypeError(`--from: expected ${SOURCES.join(', ')}; got ${from}`);
  await setup({ ...values, from, say: (line) => console.error(line) });
  return status();
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error & { code?: string }) => {
    console.error(error.message);
    process.exitCode = error instanceof TypeError && !(error instanceof NativeUnavailable) ? 2 : 1;
  },
);

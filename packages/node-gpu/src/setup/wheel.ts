import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { cacheFolder } from '../folders';
import { librariesIn } from './libraries';
import { python } from './python';

interface Wheel {
  requirement: string;
  pythonVersion: string;
  platformTag: string;
  sha256: string;
}

/** The wheels that are known to serve. Python's own version does not matter: nothing of Python is run from them. */
const WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64-cpu': {
    requirement: 'tensorflow-cpu==2.21.0',
    pythonVersion: '3.11',
    platformTag: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  },
  'linux-x64-cuda': {
    requirement: 'tensorflow==2.21.0',
    pythonVersion: '3.11',
    platformTag: 'manylinux_2_27_x86_64',
    sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  },
  'linux-arm64-cpu': {
    requirement: 'tensorflow==2.21.0',
    pythonVersion: '3.11',
    platformTag: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  },
};

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Unpacks from a wheel, which is a zip file, the shared libraries and the headers of TensorFlow's C interface. */
export async function unpackWheel(wheel: string, target: string): Promise<void> {
  const wanted =
    /^tensorflow\/(libtensorflow[^/]*|include\/(tensorflow\/c|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/.*\.h)$/;
  const zip = await (promisify(yauzl.open) as (path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>)(wheel, {
    lazyEntries: true,
  });
  const open = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<Readable>;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', async (entry: yauzl.Entry) => {
      try {
        if (wanted.test(entry.fileName)) {
          const file = join(target, entry.fileName);
          mkdirSync(dirname(file), { recursive: true });
          await pipeline(await open(entry), createWriteStream(file));
        }
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
}

export interface WheelOptions {
  /** A wheel of your own: a file, or an address. */
  wheel?: string | undefined;
  /** What its SHA-256 must be; optional for a file of your own. */
  sha256?: string | undefined;
  cuda?: boolean | undefined;
  say?: (line: string) => void;
}

/** Gets a wheel onto this disk: a file is used where it is, an address is downloaded, else pip downloads the known one. */
async function fetchWheel(
  into: string,
  { wheel, cuda = false, say = () => {} }: WheelOptions,
): Promise<{ file: string; known?: Wheel }> {
  if (wheel && existsSync(wheel)) return { file: wheel };
  if (wheel) {
    if (!/^https?:/.test(wheel)) throw new Error(`--wheel: there is no file ${wheel}, and it is no address`);
    const response = await fetch(wheel);
    if (!response.ok || !response.body) throw new Error(`--wheel: ${wheel} answered ${response.status} ${response.statusText}`);
    const file = join(into, basename(new URL(wheel).pathname) || 'tensorflow.whl');
    let done = 0;
    let told = Date.now();
    const total = Number(response.headers.get('content-length')) || undefined;
    const counted = Readable.fromWeb(response.body as never).on('data', (chunk: Buffer) => {
      done += chunk.length;
      if (Date.now() - told < 2000) return;
      told = Date.now();
      say(`  ${(done / 1e6).toFixed(0)}${total ? ` of ${(total / 1e6).toFixed(0)}` : ''} MB`);
    });
    await pipeline(counted, createWriteStream(file));
    return { file };
  }
  const name = `${process.platform}-${process.arch}-${cuda ? 'cuda' : 'cpu'}`;
  const known = WHEELS[name];
  if (!known) throw new Error(`no wheel is known for ${name}: give one with --wheel FILE_OR_ADDRESS, or use --from installed`);
  if (!python(['-m', 'pip', '--version'])) {
    throw new Error(
      'Python with pip is needed to download the wheel; without it, download it yourself and give it with --wheel FILE',
    );
  }
  // pip, as it knows the mirrors and proxies of this machine; it checks the sum before it keeps the file.
  const requirements = join(into, 'requirements.txt');
  writeFileSync(requirements, `${known.requirement} --hash=sha256:${known.sha256}\n`);
  say(`Downloading ${known.requirement} (some 300 to 700 MB, once) ...`);
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--python-version', known.pythonVersion];
  args.push('--platform', known.platformTag, '--require-hashes', '-r', requirements, '-d', into, '--disable-pip-version-check');
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.env.PYTHON ?? 'python3', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk) => {
      words += chunk;
    });
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`pip could not download ${known.requirement}: ${words.trim().split('\n').at(-1)}`));
    });
  });
  return { file: join(into, readdirSync(into).find((each) => each.endsWith('.whl'))!), known };
}

/** A libtensorflow from one of TensorFlow's Python wheels; nothing of Python is kept or run. Returns its folder. */
export async function fromWheel(options: WheelOptions = {}): Promise<{ folder: string; source: string }> {
  const { say = () => {} } = options;
  const base = join(cacheFolder(), 'wheels');
  mkdirSync(base, { recursive: true });
  const partial = mkdtempSync(join(base, 'unpacking-'));
  try {
    const known = options.wheel ? undefined : WHEELS[`${process.platform}-${process.arch}-${options.cuda ? 'cuda' : 'cpu'}`];
    const ready = known && join(base, known.sha256);
    if (ready && librariesIn(join(ready, 'tensorflow'))) {
      return { folder: join(ready, 'tensorflow'), source: `wheel ${known.requirement}` };
    }
    const { file, known: fetched } = await fetchWheel(partial, options);
    const sum = await sha256Of(file);
    const expected = options.sha256 ?? fetched?.sha256;
    if (expected && sum !== expected.toLowerCase()) {
      throw new Error(
        `${basename(file)}: its SHA-256 is ${sum}, where ${expected} was expected; the file is damaged or another`,
      );
    }
    say(`Unpacking ${basename(file)} (SHA-256 ${sum.slice(0, 12)}...) ...`);
    const unpacked = join(partial, 'unpacked');
    await unpackWheel(file, unpacked);
    if (!librariesIn(join(unpacked, 'tensorflow')))
      throw new Error(`${basename(file)} holds no libtensorflow for ${process.platform}`);
    const target = join(base, sum);
    rmSync(target, { recursive: true, force: true });
    renameSync(unpacked, target);
    return { folder: join(target, 'tensorflow'), source: `wheel ${fetched?.requirement ?? basename(file)}` };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this package keeps what it set up: `BAYTES_CACHE`, else the platform's folder for caches. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const base =
    env.BAYTES_CACHE ??
    (platform === 'darwin'
      ? join(homedir(), 'Library/Caches/baytes')
      : platform === 'win32'
        ? join(env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'baytes')
        : join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'baytes'));
  return join(base, 'node-gpu');
}

import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { UserError } from '../errors';

/**
 * Writes a file to a temporary one beside it, flushes it to the disk and renames it: whatever happens, the file is the old one or
 * the new one, whole. (The well-known packages for this listen to Ctrl-C, which a fit has to have for itself.)
 */
export async function writeSafely(file: string, text: string): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new UserError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

import { randomBytes } from 'node:crypto';
import { access, constants, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/** Throws a UserError where the folder of a file is not there or may not be written to: before hours of work, not after. */
export async function requireWritable(files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`${file}: cannot be written (${error.code})`);
    });
  }
}

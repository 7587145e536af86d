import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../errors';

/** Writes a file to a temporary one, flushes it to the disk and renames it: nobody ever sees half of it. */
export async function writeSafely(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text, { encoding: 'utf8', fsync: true });
  } catch (error) {
    throw new UserError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

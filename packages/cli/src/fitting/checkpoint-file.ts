import { existsSync } from 'node:fs';
import { UserError } from '../errors';
import { readJson } from '../files/model-file';
import { writeSafely } from '../files/write';
import { type SearchState, searchFromJson, searchToJson } from './search';

export const writeCheckpoint = (file: string, state: SearchState): Promise<void> =>
  writeSafely(file, JSON.stringify(searchToJson(state)));

/** The state in a checkpoint file; undefined where there is no file yet. */
export async function readCheckpoint(file: string): Promise<SearchState | undefined> {
  if (!existsSync(file)) return undefined;
  const json = await readJson(file);
  try {
    return searchFromJson(json);
  } catch (error) {
    throw new UserError(`${file}: ${(error as Error).message}`);
  }
}

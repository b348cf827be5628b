// Looks at a path that may not be there.
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Undefined when nothing is there; any other trouble rejects. */
export async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

// The names of the built files, as the build leaves them for the server.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type PageFiles = {
  /** Hash of everything that went into the build. */
  readonly inputs: string;
  readonly beforeFlex: string;
  readonly desktop: string;
  readonly style: string;
};

/** What the last finished build left, or undefined when there was none. */
export async function readPageFiles(dist: string): Promise<PageFiles | undefined> {
  try {
    return JSON.parse(await readFile(join(dist, 'page-files.json'), 'utf8')) as PageFiles;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

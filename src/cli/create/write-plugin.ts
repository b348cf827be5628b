// Writes the files of a new plugin: all of them, or none.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { statOf } from '../stat-of.ts';
import type { NewFile } from './read-template.ts';

/** Rejects with `folder-not-empty` or `folder-unusable`, and has then changed nothing. */
export async function writePlugin(folder: string, files: readonly NewFile[]): Promise<void> {
  const parent = dirname(folder);
  let made: string | undefined;
  let partial: string | undefined;
  try {
    await refuseFull(folder);
    made = await mkdir(parent, { recursive: true });
    partial = join(parent, `.${basename(folder)}-${randomUUID()}`);
    await mkdir(partial);
    for (const { path, text } of files) {
      await mkdir(dirname(join(partial, path)), { recursive: true });
      await writeFile(join(partial, path), text, { flag: 'wx' });
    }
    // Not every system renames onto a folder that is there. This one is empty, or it is not removed.
    if (await statOf(folder)) await rmdir(folder);
    await rename(partial, folder);
  } catch (error) {
    if (partial !== undefined) await rm(partial, { recursive: true, force: true });
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error instanceof CliError ? error : unusable(folder, error);
  }
}

async function refuseFull(folder: string): Promise<void> {
  const found = await statOf(folder);
  if (!found) return;
  const isEmpty = found.isDirectory() && (await readdir(folder)).length === 0;
  if (isEmpty) return;
  throw new CliError({
    code: 'folder-not-empty',
    message: `${folder} exists already${found.isDirectory() ? ' and is not empty' : ', and is no folder'}.`,
    advice: 'Choose another name or --folder; what is there stays as it is.',
    exit: EXIT.refused,
  });
}

function unusable(folder: string, cause: unknown): CliError {
  const failure = {
    code: 'folder-unusable',
    message: `${folder} cannot be written: ${(cause as Error).message}`,
    advice: 'Choose another place with --folder.',
    exit: EXIT.refused,
  };
  return new CliError(failure, { cause });
}

// Makes a folder that was not there or is empty: whole, or not at all.
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT } from './exit-codes.ts';
import { CliError } from './failures/cli-error.ts';
import { statOf } from './stat-of.ts';

export type NewFolder = {
  /** Absolute. */
  readonly folder: string;
  /** What to do when it cannot be had. */
  readonly advice: string;
  /** Permissions, where others on the machine have no business in it. */
  readonly mode?: number;
};

/** Rejects with `folder-not-empty`, `folder-unusable`, or what `fill` rejects with, and has then changed nothing. */
export async function makeFolder<Result>(
  wanted: NewFolder,
  fill: (partial: string) => Promise<Result>,
): Promise<Result> {
  const { folder, mode } = wanted;
  const parent = dirname(folder);
  const partial = join(parent, `.${basename(folder)}.partial`);
  await refuseFull(wanted);
  let made: string | undefined;
  try {
    made = await mkdir(parent, { recursive: true });
    // What a killed process has left behind.
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { mode });
    const result = await fill(partial);
    // Not every system renames onto a folder that is there. This one is empty, or it is not removed.
    if (await statOf(folder)) await rmdir(folder);
    await rename(partial, folder);
    return result;
  } catch (error) {
    await removeQuietly(partial);
    if (made !== undefined) await removeQuietly(made);
    throw isOfFiles(error) ? unusable(wanted, error) : error;
  }
}

/** Rejects with `folder-not-empty` unless nothing is there, or an empty folder. */
export async function refuseFull({ folder, advice }: NewFolder): Promise<void> {
  const found = await lookAt({ folder, advice });
  if (!found) return;
  const isEmpty = found.isDirectory() && (await readdir(folder)).length === 0;
  if (isEmpty) return;
  throw new CliError({
    code: 'folder-not-empty',
    message: `${folder} exists already${found.isDirectory() ? ' and is not empty' : ', and is no folder'}.`,
    advice: `${advice} What is there stays as it is.`,
    exit: EXIT.refused,
  });
}

async function lookAt(wanted: NewFolder) {
  try {
    return await statOf(wanted.folder);
  } catch (error) {
    throw unusable(wanted, error);
  }
}

/** The failure that led here is the one to tell. */
async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** What the system refused, as opposed to a registry or a database. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function unusable({ folder, advice }: NewFolder, cause: unknown): CliError {
  const failure = {
    code: 'folder-unusable',
    message: `${folder} cannot be written: ${(cause as Error).message}`,
    advice,
    exit: EXIT.refused,
  };
  return new CliError(failure, { cause });
}

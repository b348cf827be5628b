// Where uploads wait until they are whole: a folder per process, so that the next start knows what a dead one left.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Duplex, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredFile } from './blob-store.ts';

export type StagedFile = StoredFile & {
  /** SHA-384 in hexadecimal. */
  readonly digest: string;
};

export type Staging = {
  /** A folder for one upload; whoever asks for it removes it. */
  openFolder(): Promise<string>;
  close(): Promise<void>;
};

/** Folders of processes on other machines are left alone until they have been without a heartbeat for so long. */
const FOREIGN_AGE_MS = 24 * 60 * 60 * 1000;

const HEARTBEAT_MS = 60 * 60 * 1000;

/** Opens this process's folder and removes those of processes that are no more. */
export async function openStaging(
  folder: string,
  now: () => Date,
  heartbeatMs = HEARTBEAT_MS,
): Promise<Staging> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweep(folder, now());
  const own = join(folder, ownName());
  await mkdir(own, { mode: 0o700 });
  const heartbeat = startHeartbeat(own, now, heartbeatMs);
  return {
    openFolder: async () => {
      const path = join(own, randomUUID());
      // Whoever took this process for dead has removed its folder.
      await mkdir(path, { recursive: true, mode: 0o700 });
      return path;
    },
    close: async () => {
      await heartbeat.stop();
      await rm(own, { recursive: true, force: true });
    },
  };
}

/** Says by the time of the folder that its process lives, also when nothing is uploaded for days. */
function startHeartbeat(own: string, now: () => Date, everyMs: number) {
  let beating: Promise<void> = Promise.resolve();
  const beat = () => {
    // A folder that is gone comes back with the next upload, which also says what else is wrong.
    beating = utimes(own, now(), now()).catch(() => undefined);
  };
  const timer = setInterval(beat, everyMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return beating;
    },
  };
}

/**
 * Writes a stream into a file of the folder, hashes it on the way, and resolves when the bytes are on the disk. When it
 * rejects nothing is written to the folder any more.
 */
export async function stageFile(
  folder: string,
  bytes: Readable,
  ...transforms: Duplex[]
): Promise<StagedFile> {
  const path = join(folder, randomUUID());
  const hash = createHash('sha384');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  try {
    await pipeline([bytes, ...transforms, measure, file]);
  } catch (error) {
    await closed(file);
    throw error;
  }
  return { path, size, digest: hash.digest('hex') };
}

/** A pipeline ends with its first failure, and its file may only be about to be opened then. */
async function closed(file: WriteStream): Promise<void> {
  if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
}

const SEPARATOR = '@';

/** Start time included: in a container the new process has the number of the old one. */
function ownName(): string {
  const started = Math.round(performance.timeOrigin);
  return [hostname(), process.pid, started, randomUUID()].join(SEPARATOR);
}

async function sweep(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (await isAbandoned(name, path, now)) await rm(path, { recursive: true, force: true });
  }
}

async function isAbandoned(name: string, path: string, now: Date): Promise<boolean> {
  const [host, pid, started] = name.split(SEPARATOR);
  if (host !== hostname()) return now.getTime() - (await changedAt(path, now)) > FOREIGN_AGE_MS;
  if (Number(pid) === process.pid) return Number(started) !== Math.round(performance.timeOrigin);
  return !isAlive(Number(pid));
}

async function changedAt(path: string, now: Date): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    // Another process swept it first.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return now.getTime();
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// Puts our loader where every process of the registry finds it, by its hash: during an upgrade one version names its
// loader in a list, and another version is asked for the file.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BlobMissingError } from '../bundles/blob-store.ts';
import type { Hosting } from '../bundles/hosting.ts';
import { stageFile } from '../bundles/staging.ts';
import { type PreparedAnswer, prepareAnswer } from '../manifest/prepared-answer.ts';
import { type HostedLoader, hashInPath } from './hosted-loader.ts';

export type LoaderShelf = {
  /** Resolves when other processes find it. */
  put(loader: HostedLoader): Promise<void>;
  find(hash: string): Promise<PreparedAnswer | undefined>;
};

/** Versions that are asked for at the same time; an upgrade has two. */
const MAX_KEPT = 8;
const HASH = /^[0-9a-f]{16}$/;

export function createLoaderShelf({ store, staging }: Hosting): LoaderShelf {
  const kept = new Map<string, PreparedAnswer>();
  let shelved: string | undefined;

  return {
    put: async ({ answer, hash }) => {
      if (shelved === hash) return;
      const folder = await staging.openFolder();
      try {
        await store.put(keyOf(hash), await stageFile(folder, Readable.from([answer.plain.bytes])));
        shelved = hash;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    find: async (hash) => {
      if (!HASH.test(hash)) return undefined;
      const present = kept.get(hash);
      if (present) return present;
      const bytes = await readBytes(store, keyOf(hash));
      // The address names the content, and a file that is something else is none.
      if (!bytes || hashInPath(bytes) !== hash) return undefined;
      const answer = await prepareAnswer(bytes);
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(hash, answer);
      return answer;
    },
  };
}

/** Apart from the keys of bundles, so that nobody reads a private one by its hash here. */
function keyOf(hash: string): string {
  return createHash('sha256').update(`plugboard loader ${hash}`).digest('hex');
}

async function readBytes(store: Hosting['store'], key: string): Promise<Buffer | undefined> {
  try {
    return await buffer(await store.read(key));
  } catch (error) {
    if (error instanceof BlobMissingError) return undefined;
    throw error;
  }
}

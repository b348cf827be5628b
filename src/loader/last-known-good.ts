// The last release that booted healthily in this browser, kept in IndexedDB. What is read back is as
// untrusted as what comes from the network: the same parser reads both.
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import {
  PlugboardError,
  parseReleaseManifest,
  type ReleaseManifest,
  reasonOf,
} from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import type { RegistrySource } from './options.ts';

const FORMAT = 1;

export type KeptRelease = {
  readonly manifest: ReleaseManifest;
  /** The manifest as it came over the wire. */
  readonly resource: unknown;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
};

/** `lastKnownGood` booted healthily; `next` was only fetched, by `last-known-good-first` for this boot. */
export type Shelf = 'lastKnownGood' | 'next';

/** Undefined when nothing is kept. Rejects with a `cache-…` error when the cache cannot be used. */
export async function readKeptRelease(boot: Boot, shelf: Shelf): Promise<KeptRelease | undefined> {
  const key = keyOf(boot.settings.registry, shelf);
  const envelope = await useStore<unknown>(boot, (store) => get(key, store));
  if (envelope === undefined) return undefined;
  try {
    return parseEnvelope(envelope);
  } catch (error) {
    // What a newer Plugboard wrote is good, only not for this one.
    if (!(error instanceof PlugboardError && error.code === 'cache-newer')) {
      await forget(boot, shelf);
    }
    throw error;
  }
}

/** Rejects with `cache-write-failed`; what was kept before stays. */
export async function keepRelease(boot: Boot, shelf: Shelf, resource: unknown): Promise<void> {
  const envelope = { format: FORMAT, savedAt: Date.now(), manifest: resource };
  try {
    await useStore(boot, (store) => set(keyOf(boot.settings.registry, shelf), envelope, store));
  } catch (cause) {
    throw new PlugboardError('cache-write-failed', { reason: reasonOf(cause) }, { cause });
  }
}

export async function forget(boot: Boot, shelf: Shelf): Promise<void> {
  await useStore(boot, (store) => del(keyOf(boot.settings.registry, shelf), store));
}

function keyOf({ url, accountSid = '' }: RegistrySource, shelf: Shelf): string {
  return [shelf, new URL(url).origin, accountSid].join(' ');
}

async function useStore<T>(boot: Boot, work: (store: UseStore) => Promise<T>): Promise<T> {
  const { cacheMs } = boot.settings.timeouts;
  // An open that never settles is a known state of real browsers, so the open is inside the race.
  const opened = Promise.resolve().then(() => workAndClose(work));
  try {
    return await withDeadline(
      opened,
      cacheMs,
      () => new PlugboardError('cache-timeout', { timeoutMs: cacheMs }),
    );
  } catch (cause) {
    if (cause instanceof PlugboardError) throw cause;
    throw new PlugboardError('cache-unavailable', { reason: reasonOf(cause) }, { cause });
  }
}

/** An open connection keeps alive whatever opened it, and holds up a newer Plugboard in another tab. */
async function workAndClose<T>(work: (store: UseStore) => Promise<T>): Promise<T> {
  const store = createStore('plugboard', 'releases');
  let database: IDBDatabase | undefined;
  try {
    return await work((mode, use) =>
      store(mode, (objects) => {
        database = objects.transaction.db;
        return use(objects);
      }),
    );
  } finally {
    database?.close();
  }
}

function parseEnvelope(envelope: unknown): KeptRelease {
  const corrupt = (reason: string, cause?: unknown) =>
    new PlugboardError('cache-corrupt', { reason }, { cause });
  if (typeof envelope !== 'object' || envelope === null) throw corrupt('it is no object');
  const { format, savedAt, manifest } = envelope as Record<string, unknown>;
  if (typeof format === 'number' && format > FORMAT)
    throw new PlugboardError('cache-newer', { format });
  if (format !== FORMAT || typeof savedAt !== 'number') throw corrupt('its envelope is unknown');
  try {
    return { manifest: parseReleaseManifest(manifest), resource: manifest, savedAt };
  } catch (cause) {
    throw corrupt(reasonOf(cause), cause);
  }
}

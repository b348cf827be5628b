// Ways in which a browser's IndexedDB is known to fail, and a look at what lies in it.
import { IDBObjectStore } from 'fake-indexeddb';
import { createStore, entries, setMany } from 'idb-keyval';
import { offer } from './browser-page.ts';
import { settle } from './virtual-clock.ts';

/** Opens take the request and never answer: a known state of Safari. */
export function hangIndexedDb(): void {
  offer({ indexedDB: { open: () => ({}) } });
}

/** Opens fail, as they do over a damaged profile. */
export function breakIndexedDb(): void {
  const open = () => {
    const request: { error?: Error; onerror?: (event: { target: object }) => void } = {
      error: new DOMException('Internal error opening backing store', 'UnknownError'),
    };
    setTimeout(() => request.onerror?.({ target: request }), 1);
    return request;
  };
  offer({ indexedDB: { open } });
}

/** Reads go well, writes find the disk full. */
export function fillDisk(): void {
  const full = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
  jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
}

/** Replaces everything that Plugboard keeps in IndexedDB. */
export async function rewriteKept(change: (kept: never) => unknown): Promise<void> {
  const store = createStore('plugboard', 'releases');
  const kept = await settle(entries<IDBValidKey, never>(store));
  expect(kept).not.toEqual([]);
  await settle(
    setMany(
      kept.map(([key, value]) => [key, change(value)]),
      store,
    ),
  );
}

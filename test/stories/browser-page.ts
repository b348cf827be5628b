// A page in a browser that was just installed: nothing stored, time standing still, and what jsdom lacks put in.
import { Blob as NodeBlob } from 'node:buffer';
import { webcrypto } from 'node:crypto';
import { URL as NodeURL } from 'node:url';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { MemoryCacheStorage } from './cache-storage.ts';
import { stopClock } from './virtual-clock.ts';

type Page = { journal?: string[]; plugboard?: { dispose(): void } };
const page = globalThis as Page;

/** Call once at the top of a story file. */
export function openBrowserPage(): void {
  stopClock();
  beforeEach(() => {
    offer({
      Blob: NodeBlob,
      crypto: webcrypto,
      caches: new MemoryCacheStorage(),
      indexedDB: new IDBFactory(),
      IDBKeyRange,
    });
    Object.assign(URL, {
      createObjectURL: (blob: NodeBlob) => NodeURL.createObjectURL(blob),
      revokeObjectURL: (url: string) => NodeURL.revokeObjectURL(url),
    });
    localStorage.clear();
    sessionStorage.clear();
    closePage();
  });
}

/** What remains of a page when the browser opens the next one: only what is stored. */
export function closePage(): void {
  page.plugboard?.dispose();
  page.journal = [];
  for (const name of ['plugboard', 'Twilio', 'System']) Reflect.deleteProperty(globalThis, name);
}

/** Puts something on the page's global, or takes it away with undefined. */
export function offer(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** `evaluate x`, `init x`, `ready x`, in the order in which the bundles did it. */
export function journal(): readonly string[] {
  return [...(page.journal ?? [])];
}

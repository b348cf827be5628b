// A page of a browser for one test: its globals, its clock and its storage. There is one at a time.
import type { PageClock } from '../test-clock.ts';
import { browserGlobals } from './browser-globals.ts';
import { MemoryCaches } from './memory-caches.ts';
import { MemoryIndexedDb } from './memory-indexed-db.ts';
import { MemoryStorage } from './memory-storage.ts';
import { objectUrlFunctions } from './object-urls.ts';
import { replaceGlobals } from './replace-globals.ts';

export type OpenPage = {
  /** What a reload does: storage stays, everything else of the page goes. */
  reload(): void;
  close(): void;
};

type Published = { plugboard?: { dispose(): void } };

let current: OpenPage | undefined;

/** Takes the place of a page that is still open. `globals` stand on the page besides a browser's own. */
export function openPage(clock: PageClock, globals: Readonly<Record<string, unknown>>): OpenPage {
  current?.close();
  const putBack = [
    replaceGlobals({
      ...browserGlobals(),
      ...clock.globals,
      indexedDB: new MemoryIndexedDb(),
      caches: new MemoryCaches(),
      localStorage: new MemoryStorage(),
      sessionStorage: new MemoryStorage(),
      System: undefined,
      Twilio: undefined,
      plugboard: undefined,
      ...globals,
    }),
    replaceGlobals({ now: clock.now }, performance),
    replaceGlobals(objectUrlFunctions(), URL),
    trackDigests(clock),
  ];
  const leave = () => {
    (globalThis as Published).plugboard?.dispose();
    clock.clear();
  };
  const page: OpenPage = {
    reload: () => {
      leave();
      Object.assign(globalThis, { System: undefined, Twilio: undefined, plugboard: undefined });
    },
    close: () => {
      if (current !== page) return;
      leave();
      for (const restore of putBack.reverse()) restore();
      current = undefined;
    },
  };
  current = page;
  return page;
}

/** Hashing is done by a thread that no clock of ours reaches. */
function trackDigests(clock: PageClock): () => void {
  const { subtle } = crypto;
  const digest = subtle.digest.bind(subtle);
  const tracked: SubtleCrypto['digest'] = (...args) => clock.track(digest(...args));
  return replaceGlobals({ digest: tracked }, subtle);
}

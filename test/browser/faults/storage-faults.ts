// Every fault of the browser's own storage, made before the boot.
import type { Page } from '@playwright/test';
import { aManifest } from '../../../src/testing/index.ts';

export type StorageFault = {
  readonly title: string;
  readonly code: string;
  /** False where only writing fails. */
  readonly whileReading: boolean;
  /** Breaks the storage of the page's browser before the boot. */
  readonly breakIt: (page: Page, site: Site) => Promise<unknown>;
};

export type Site = {
  /** The origin whose storage it is; it serves the loader's script. */
  readonly origin: string;
  /** The origin whose releases are kept there. */
  readonly registry: string;
};

export const STORAGE_FAULTS: readonly StorageFault[] = [
  {
    title: 'IndexedDB: absent',
    code: 'cache-unavailable',
    whileReading: true,
    breakIt: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
      ),
  },
  {
    title: 'IndexedDB: hangs',
    code: 'cache-timeout',
    whileReading: true,
    breakIt: (page) =>
      page.addInitScript(() => {
        // The request is real and nobody is ever told of its end, as in a browser whose storage is stuck.
        IDBFactory.prototype.open = () => new EventTarget() as unknown as IDBOpenDBRequest;
      }),
  },
  {
    title: 'IndexedDB: forbidden by the user',
    code: 'cache-unavailable',
    whileReading: true,
    breakIt: (page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      }),
  },
  {
    title: 'IndexedDB: corrupt release',
    code: 'cache-corrupt',
    whileReading: true,
    breakIt: (page, site) => keep(page, site, { format: 1, savedAt: 1, manifest: { plugins: 7 } }),
  },
  {
    title: 'IndexedDB: release of a newer Plugboard',
    code: 'cache-newer',
    whileReading: true,
    breakIt: (page, site) =>
      keep(page, site, { format: 99, savedAt: Date.now(), manifest: aManifest([]) }),
  },
  {
    title: 'IndexedDB: database of a newer Plugboard',
    code: 'cache-unavailable',
    whileReading: true,
    breakIt: async (page, site) => {
      await openSite(page, site);
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const open = indexedDB.open('plugboard', 7);
            open.addEventListener('success', () => {
              open.result.close();
              resolve();
            });
            open.addEventListener('error', () => reject(open.error));
          }),
      );
    },
  },
  {
    title: 'IndexedDB: quota exceeded',
    code: 'cache-write-failed',
    whileReading: false,
    breakIt: async (page, { origin }) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    },
  },
];

/** A page of that origin on which nothing boots. */
async function openSite(page: Page, { origin }: Site): Promise<void> {
  await page.goto(`${origin}/plugboard-loader.js`);
}

/** Puts something into the place of the last-known-good release. */
export async function keep(page: Page, site: Site, envelope: unknown): Promise<void> {
  await openSite(page, site);
  await page.evaluate(
    ({ key, value }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('plugboard');
        open.addEventListener('upgradeneeded', () => open.result.createObjectStore('releases'));
        open.addEventListener('error', () => reject(open.error));
        open.addEventListener('success', () => {
          const writing = open.result.transaction('releases', 'readwrite');
          writing.objectStore('releases').put(value, key);
          writing.addEventListener('complete', () => {
            open.result.close();
            resolve();
          });
        });
      }),
    { key: `lastKnownGood ${site.registry} `, value: envelope },
  );
}

// What stays in memory of the bytes that were served.
import { Readable } from 'node:stream';
import type { BlobStore } from '../../../src/registry/bundles/blob-store.ts';
import { createByteCache } from '../../../src/registry/bundles/byte-cache.ts';

const SIZE = 100;

function cacheFor(files: number) {
  const reads: string[] = [];
  const store: Pick<BlobStore, 'read'> = {
    read: async (key) => {
      reads.push(key);
      return Readable.from([Buffer.alloc(SIZE, key)]);
    },
  };
  return { reads, cache: createByteCache(store as BlobStore, files * SIZE) };
}

test('what is asked for again and again stays, what was asked for once goes', async () => {
  const { cache } = cacheFor(3);
  await cache.get('loved', SIZE);
  for (let index = 0; index < 20; index += 1) {
    cache.peek('loved');
    await cache.get(`once-${index}`, SIZE);
  }
  expect(cache.peek('loved')?.toString()).toBe('loved'.repeat(SIZE / 5));
  expect(cache.peek('once-0')).toBeUndefined();
  expect(cache.peek('once-19')).toBeDefined();
});

test('never more than the bound, also where everything is asked for', async () => {
  const { cache } = cacheFor(3);
  const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
  for (const key of keys) {
    await cache.get(key, SIZE);
    for (const known of keys) cache.peek(known);
  }
  expect(keys.filter((key) => cache.peek(key) !== undefined)).toHaveLength(3);
});

test('bytes that many ask for at once are read once', async () => {
  const { cache, reads } = cacheFor(3);
  await Promise.all(Array.from({ length: 5 }, () => cache.get('a', SIZE)));
  await cache.get('a', SIZE);
  expect(reads).toEqual(['a']);
});

test('a file that is larger than the whole cache is not kept', async () => {
  const { cache, reads } = cacheFor(3);
  expect(await cache.get('large', 4 * SIZE)).toBeUndefined();
  expect(reads).toEqual([]);
});

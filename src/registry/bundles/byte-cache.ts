// Keeps the bytes of small files in memory, those that are asked for again and again, up to a bound.
import type { Readable } from 'node:stream';
import { assertSize, type BlobStore } from './blob-store.ts';

const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

type Kept = { readonly buffer: Buffer; isUsed: boolean };

export type ByteCache = {
  /** What is in memory right now. */
  peek(key: string): Buffer | undefined;
  /** The bytes where the file is small enough to keep; they are read once, however many ask at the same time. */
  get(key: string, size: number): Promise<Buffer | undefined>;
};

export function createByteCache(store: BlobStore, maxBytes = MAX_BYTES): ByteCache {
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const keep = (key: string, buffer: Buffer) => {
    kept.set(key, { buffer, isUsed: false });
    bytes += buffer.length;
    for (const [oldest, { buffer, isUsed }] of kept) {
      if (bytes <= maxBytes) return;
      kept.delete(oldest);
      // What was asked for since its last turn gets another one. Then its mark is gone, so this comes to an end.
      if (isUsed) kept.set(oldest, { buffer, isUsed: false });
      else bytes -= buffer.length;
    }
  };

  const peek = (key: string) => {
    const present = kept.get(key);
    if (!present) return undefined;
    // To mark it is much cheaper than to keep all of them in order.
    present.isUsed = true;
    return present.buffer;
  };

  const load = async (key: string, size: number) => {
    try {
      const buffer = await readAll(await store.read(key, { size }));
      assertSize(key, buffer.length, size);
      keep(key, buffer);
      return buffer;
    } finally {
      // Whoever comes after a failure tries anew.
      reading.delete(key);
    }
  };

  return {
    peek,
    get: async (key, size) => {
      if (size > Math.min(MAX_FILE_BYTES, maxBytes)) return undefined;
      const present = peek(key);
      if (present) return present;
      const running = reading.get(key) ?? load(key, size);
      reading.set(key, running);
      return running;
    },
  };
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

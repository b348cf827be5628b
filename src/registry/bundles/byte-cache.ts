// Keeps the bytes of small files in memory, those that were asked for last, up to a bound.
import type { Readable } from 'node:stream';
import type { BlobStore } from './blob-store.ts';

const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

export type ByteCache = {
  /** What is in memory right now. */
  peek(key: string): Buffer | undefined;
  /** The bytes where the file is small enough to keep; they are read once, however many ask at the same time. */
  get(key: string, size: number): Promise<Buffer | undefined>;
};

export function createByteCache(store: BlobStore, maxBytes = MAX_BYTES): ByteCache {
  const kept = new Map<string, Buffer>();
  const reading = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const keep = (key: string, buffer: Buffer) => {
    kept.set(key, buffer);
    bytes += buffer.length;
    for (const [oldest, { length }] of kept) {
      if (bytes <= maxBytes) return;
      kept.delete(oldest);
      bytes -= length;
    }
  };

  const peek = (key: string) => {
    const buffer = kept.get(key);
    if (!buffer) return undefined;
    // A Map keeps the order of insertion, so what is used goes to the end.
    kept.delete(key);
    kept.set(key, buffer);
    return buffer;
  };

  const load = async (key: string) => {
    const buffer = await readAll(await store.read(key));
    keep(key, buffer);
    return buffer;
  };

  return {
    peek,
    get: async (key, size) => {
      if (size > Math.min(MAX_FILE_BYTES, maxBytes)) return undefined;
      const present = peek(key);
      if (present) return present;
      const running = reading.get(key) ?? load(key);
      reading.set(key, running);
      try {
        return await running;
      } finally {
        reading.delete(key);
      }
    },
  };
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

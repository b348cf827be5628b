// What a page ships for an ordinary boot, as gzip makes it: the loader and what is inlined.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export type ShippedBytes = { readonly loader: number; readonly early: number };

const DIST = join(import.meta.dirname, '../../dist');

export async function measureShippedBytes(): Promise<ShippedBytes> {
  const sizeOf = async (name: string) =>
    gzipSync(await readFile(join(DIST, name)), { level: 9 }).length;
  return {
    loader: await sizeOf('plugboard-loader.js'),
    early: await sizeOf('plugboard-early.js'),
  };
}

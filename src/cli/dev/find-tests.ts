// Finds the tests of a plugin: files named *.test.ts, .tsx, .js or .jsx below test and src.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { statOf } from '../stat-of.ts';

/** Absolute paths, in an order that does not change. */
export async function findTests(folder: string): Promise<string[]> {
  const found = await Promise.all(['test', 'src'].map((place) => testsBelow(join(folder, place))));
  return found.flat().sort();
}

async function testsBelow(folder: string): Promise<string[]> {
  if (!(await statOf(folder))?.isDirectory()) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.test\.[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

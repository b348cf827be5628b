// The bundles as they are published: their format and their bytes. What they do stands in each plugin's tests.
/// <reference types="jest" />
import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BuiltPlugin } from '../build.ts';
import { buildInNode } from './build-in-node.ts';

jest.setTimeout(60_000);

let built: BuiltPlugin[];
const codes = new Map<string, string>();

beforeAll(async () => {
  built = await buildInNode();
  for (const { uniqueName, file } of built) codes.set(uniqueName, await readFile(file, 'utf8'));
});

const codeOf = (name: string): string => codes.get(name) ?? '';

test('a plugin comes with what its author declared and with the integrity of its bytes', async () => {
  expect(built.map(({ uniqueName, format }) => [uniqueName, format])).toEqual([
    ['plugin-customer-history', 'system'],
    ['plugin-call-notes', 'system'],
    ['plugin-wrap-up-timer', 'flex'],
  ]);
  expect(built[1]).toMatchObject({ dependencies: { 'plugin-customer-history': '^1.0.0' } });
  for (const { file, integrity } of built) {
    const hash = createHash('sha384')
      .update(await readFile(file))
      .digest('base64');
    expect(integrity).toBe(`sha384-${hash}`);
  }
});

test('a bundle ends with its source map, whose sources do not tell where it was built', async () => {
  for (const { file } of built) {
    expect(await readFile(file, 'utf8')).toMatch(/\n\/\/# sourceMappingURL=bundle\.js\.map\n$/);
    const map = JSON.parse(await readFile(`${file}.map`, 'utf8')) as { sources: string[] };
    expect(map.sources).toContainEqual(expect.stringMatching(/^src\/index\.tsx?$/));
    for (const source of map.sources) expect(source).not.toMatch(/^\/|^file:/);
  }
});

test('an unchanged plugin is left as it is, and a new build has the same bytes', async () => {
  const writtenAt = () => Promise.all(built.map(async ({ file }) => (await stat(file)).mtimeMs));
  const before = await writtenAt();
  expect(await buildInNode()).toEqual(built);
  expect(await writtenAt()).toEqual(before);

  for (const { file } of built) await rm(join(dirname(file), 'sources.sha256'));
  expect(await buildInNode()).toEqual(built);
  expect(await writtenAt()).not.toEqual(before);
});

test('a system bundle asks for React and for what it depends on, and carries neither', () => {
  expect(codeOf('plugin-customer-history')).toMatch(/^System\.register\(\["react"\],/);
  expect(codeOf('plugin-call-notes')).toMatch(
    /^System\.register\(\["plugin-customer-history","react"\],/,
  );
  for (const code of codes.values()) expect(code).not.toContain('react.development');
});

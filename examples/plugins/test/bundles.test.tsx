// The bundles as they are published: their format, their bytes, and all three together on one desktop.
/// <reference types="jest" />
import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import { act } from 'react-dom/test-utils';
import type { BuiltPlugin } from '../build.ts';
import { buildInNode } from './build-in-node.ts';
import { linkBundle } from './link-bundle.ts';
import { newFlex, type PluginClass } from './new-flex.ts';
import { click, enter, show, takeDown, texts, valueOf } from './render.ts';

jest.setTimeout(60_000);

let built: BuiltPlugin[];
const codes = new Map<string, string>();

beforeAll(async () => {
  built = await buildInNode();
  for (const { uniqueName, file } of built) codes.set(uniqueName, await readFile(file, 'utf8'));
});
afterEach(takeDown);

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

test('call notes and customer history work as one through the exports of the bundle', async () => {
  const { flex, manager, shown, listeners } = newFlex();
  const history = await linkBundle('plugin-customer-history', codeOf('plugin-customer-history'), {
    react: React,
  });
  const notes = await linkBundle('plugin-call-notes', codeOf('plugin-call-notes'), {
    react: React,
    'plugin-customer-history': history,
  });
  for (const module of [history, notes]) {
    new (module['default'] as PluginClass)().init(flex, manager);
  }
  expect(history['version']).toBe('1.0.0');

  show(<div>{[shown.get('crm'), shown.get('panel')]}</div>);
  expect(valueOf('.call-notes textarea')).toContain('Second smart meter not reporting');
  enter('.call-notes textarea', 'All readings are back.');
  click('.call-notes .button.primary');
  expect(texts('.contact .summary')[0]).toBe('All readings are back.');

  const task = { attributes: { from: '+14155550134' } };
  act(() => listeners.get('taskAccepted')?.(task));
  expect(texts('.customer-history h2')).toEqual(['Theo Okafor']);
  expect(valueOf('.call-notes textarea')).toContain('Theo from Harbour Logistics');
});

test('the classic bundle registers itself with Flex and follows its events', () => {
  const log = jest.spyOn(console, 'log').mockReturnValue();
  const { flex, manager, shown, listeners, registered } = newFlex();
  Object.assign(globalThis, { React, ReactDOM, Twilio: { Flex: flex } });
  // oxlint-disable-next-line no-eval -- runs the bundle as a script would
  (0, eval)(codeOf('plugin-wrap-up-timer'));
  const [WrapUpTimerPlugin] = registered;
  if (WrapUpTimerPlugin === undefined) throw new Error('nothing was registered');
  const plugin = new WrapUpTimerPlugin();
  expect(plugin).toMatchObject({ uniqueName: 'plugin-wrap-up-timer', version: '1.0.0' });
  expect(log).toHaveBeenCalledWith('loading WrapUpTimerPlugin@1.0.0 plugin');

  plugin.init(flex, manager);
  show(<div>{shown.get('header')}</div>);
  expect(texts('button')).toEqual(['Start']);
  act(() => listeners.get('taskWrapup')?.());
  expect(texts('button')).toEqual(['Done']);
  act(() => listeners.get('afterCompleteTask')?.());
  expect(texts('button')).toEqual(['Start']);
});

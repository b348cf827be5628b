// Releases with faults strewn at random: whoever is well, and needs only who is well, is up.
import * as fc from 'fast-check';
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import {
  aPlugin,
  createTestDesktop,
  type FakeAnswer,
  systemBundle,
} from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const SIZE = 12;
const FAULTS: Readonly<Record<string, (name: string) => FakeAnswer[]>> = {
  'bundle-status': () => [{ status: 404 }],
  'bundle-unreachable': () => [{ reset: true }],
  'bundle-timeout': () => [{ hang: true }],
  'bundle-html': () => [{ body: '<!doctype html>' }],
  'bundle-syntax': () => [{ body: 'function (' }],
  'bundle-threw': (name) => [{ body: systemBundle(name, { top: 'throw new Error("top");' }) }],
  'plugin-not-registered': () => [{ body: '' }],
  'constructor-threw': (name) => [{ body: systemBundle(name, { construct: 'throw 1;' }) }],
  'init-threw': (name) => [{ body: systemBundle(name, { init: 'throw 1;' }) }],
  'init-timeout': (name) => [
    { body: systemBundle(name, { init: 'await new Promise(() => {});' }) },
  ],
};

/** Each plugin may need some of those with a lower number, and may have one fault. */
const story = fc.array(
  fc.record({
    needs: fc.array(fc.nat({ max: SIZE - 1 }), { maxLength: 2 }),
    fault: fc.option(fc.constantFrom(...Object.keys(FAULTS)), { freq: 2, nil: undefined }),
    delayMs: fc.nat({ max: 400 }),
  }),
  { minLength: SIZE, maxLength: SIZE },
);
const shuffled = fc.shuffledSubarray(
  Array.from({ length: SIZE }, (_, at) => at),
  { minLength: SIZE },
);
const STORIES = fc.sample(fc.tuple(story, shuffled), { numRuns: 12, seed: 42 });

it.each(STORIES.map((told, at) => [at, ...told] as const))(
  'release %i',
  async (_at, told, order) => {
    const names = told.map((_, at) => `plugin-${at}`);
    const expected: string[] = [];
    const plugins: ManifestPluginResource[] = told.map(({ needs }, at) => {
      const below = names.filter((_, other) => other < at && needs.includes(other));
      const dependencies = Object.fromEntries(below.map((name) => [name, '^1.0.0']));
      return aPlugin(names[at] ?? '', { format: 'system', dependencies });
    });
    const desktop = createTestDesktop();
    desktop.release(order.map((at) => plugins[at]).filter((it) => it !== undefined));
    plugins.forEach((plugin, at) => {
      const { fault, delayMs = 0 } = told[at] ?? {};
      const needs = Object.keys(plugin.dependencies ?? {});
      const isBlocked = needs.some((name) => !expected.includes(`${name}: initialised`));
      const fate = isBlocked ? 'dependency-failed' : (fault ?? 'initialised');
      expected.push(`${plugin.unique_name}: ${fate}`);
      const answers = FAULTS[fault ?? '']?.(plugin.unique_name) ?? [{}];
      desktop.serve(plugin, ...answers.map((answer) => ({ delayMs, ...answer })));
    });

    const { fates } = await tellBoot(desktop);

    expect([...fates].sort()).toEqual(expected.sort());
  },
);

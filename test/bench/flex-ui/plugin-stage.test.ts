// The plugin stage of a boot of Flex UI: where it begins for each loader, what it is compared with, what the table says.
import { describeTarget, stageTargets } from '../../../bench/boot/targets.ts';
import type { StageSample } from '../../../bench/flex-ui/measure-stage.ts';
import { type PluginLoader, stageStart } from '../../../bench/flex-ui/stage-moments.ts';
import { stageSite } from '../../../bench/flex-ui/stage-site.ts';
import { stageTable, summariseStage } from '../../../bench/flex-ui/stage-summary.ts';
import { chooseAnswer } from '../../../bench/origin/answer.ts';
import { prepareFile } from '../../../bench/origin/prepared-file.ts';
import { aManifest, aPlugin } from '../../../src/testing/index.ts';

const sample = (
  loader: PluginLoader,
  round: number,
  stageMs: number,
  visit: StageSample['visit'] = 'cold',
): StageSample => ({ loader, visit, round, stageMs, totalMs: 5_000 + stageMs });

const SAMPLES = [
  sample('plugboard', 0, 100),
  sample('flex', 0, 1_000),
  // The machine was busy in this round, for both.
  sample('plugboard', 1, 300),
  sample('flex', 1, 3_000),
  sample('plugboard', 0, 90, 'warm'),
  sample('flex', 0, 150, 'warm'),
];

test("the stage begins when the Manager is there, and for Flex UI's own loader when it asks for its list", () => {
  const moments = { managerMs: 900, listMs: 500 };
  expect(stageStart('plugboard', moments)).toBe(900);
  expect(stageStart('flex', moments)).toBe(500);
  expect(stageStart('flex', { managerMs: 900, listMs: undefined })).toBeUndefined();
});

test('both loaders are compared in the same round', () => {
  const { cells, rounds } = summariseStage(50, SAMPLES);
  expect(rounds).toBe(2);
  const ours = cells.find((it) => it.loader === 'plugboard' && it.visit === 'cold');
  expect(ours?.ratio).toEqual({ median: 0.1, low: 0.1, high: 0.1 });
  expect(ours?.stage.median).toBe(200);
  expect(cells.find(({ loader }) => loader === 'flex')?.ratio).toBeUndefined();
});

test('the targets are told with their distance', () => {
  const lines = stageTargets(summariseStage(50, SAMPLES)).map(describeTarget);
  expect(lines[0]).toMatch(/50 plugins, cold, .*: 0\.10, target 0\.25: met$/);
  expect(lines[1]).toMatch(/50 plugins, warm, .*: 0\.60, target 0\.50: missed by 0\.10$/);
});

test('the table has both loaders, their ratio and the whole boot', () => {
  const table = stageTable(summariseStage(50, SAMPLES));
  expect(table).toContain('| Plugboard | 200 (150–250) ms, **0.10** (0.10–0.10) | 90 (90–90) ms');
  expect(table).toContain("| Flex UI's own loader | 2000 (1500–2500) ms | 150 (150–150) ms |");
  expect(table).toContain('npm run bench -- --only flex-ui');
});

test('Flex UI may read its list with credentials, and both loaders get the same bundles', async () => {
  const manifest = aManifest([aPlugin('plugin-a'), aPlugin('plugin-b')]);
  const site = stageSite({ manifest, files: {} }, 'http://localhost:1');
  const list = site.registry['/plugins'];
  if (!list) throw new Error('the site has no list');
  const files = new Map([['/plugins', await prepareFile(list)]]);
  const { headers } = chooseAnswer({ path: '/plugins?roles=agent', ifNoneMatch: undefined }, files);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'http://localhost:1',
    'access-control-allow-credentials': 'true',
  });
  const entries = JSON.parse(list.body) as { src: string }[];
  expect(entries.map(({ src }) => src)).toEqual(manifest.plugins.map((it) => it.plugin_url));
});

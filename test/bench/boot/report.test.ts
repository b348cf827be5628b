// What a run says of its samples: faults, targets, tables and CSV.
import { findFaults } from '../../../bench/boot/checks.ts';
import type { MeasuredRow } from '../../../bench/boot/measure.ts';
import type { Row, VisitName } from '../../../bench/boot/row.ts';
import type { Sample } from '../../../bench/boot/sample.ts';
import { samplesCsv } from '../../../bench/boot/samples-csv.ts';
import { summarise } from '../../../bench/boot/summarise.ts';
import { rowTable } from '../../../bench/boot/tables.ts';
import { costTargets, describeTarget, ratioTargets } from '../../../bench/boot/targets.ts';

const ROW: Row = { count: 50, graph: 'layered', network: 'slow', protocol: 'h2' };
const NAMES = ['bound', 'ours', 'peer'];
const CHECKED = { ours: ['ours'], cached: ['bound', 'ours'] };

function sample(contender: string, visit: VisitName, given: Partial<Sample> = {}): Sample {
  return {
    contender,
    round: 0,
    visit,
    result: { totalMs: 100, firstEvaluatedMs: 50, violations: 0, exported: 7 },
    requests: { desktop: 1, registry: 1, cdn: 0 },
    bytes: 1000,
    ...given,
  };
}

function measured(...samples: readonly Sample[]): MeasuredRow {
  const cells = summarise(samples, ['bound'], NAMES);
  return { row: ROW, cells, samples, rounds: 1, settled: false };
}

const outOfOrder = { totalMs: 1, firstEvaluatedMs: 1, violations: 2, exported: 7 };
const otherCode = { totalMs: 1, firstEvaluatedMs: 1, violations: 0, exported: 6 };
const threeBundles = { desktop: 1, registry: 1, cdn: 3 };

test('a row in which everybody boots in order and from the cache has no fault', () => {
  const samples = [sample('bound', 'warm'), sample('ours', 'warm'), sample('peer', 'warm')];
  expect(findFaults(measured(...samples), CHECKED)).toEqual([]);
});

test.each([
  ['whoever does not boot', [sample('peer', 'cold', { result: { failure: 'x' } })], 'did not boot'],
  ['an order of ours', [sample('ours', 'cold', { result: outOfOrder })], 'out of order'],
  ['bundles asked for again', [sample('ours', 'hot', { requests: threeBundles })], 'asked for 3'],
  [
    'other code',
    [sample('ours', 'cold'), sample('peer', 'cold', { result: otherCode })],
    'same code',
  ],
])('%s is a fault', (_, samples, words) => {
  expect(findFaults(measured(...samples), CHECKED)).toEqual([expect.stringContaining(words)]);
});

test.each([
  ['a peer out of order', [sample('peer', 'cold', { result: outOfOrder })]],
  ['a peer that caches nothing', [sample('peer', 'warm', { requests: threeBundles })]],
  ['bundles of a first visit', [sample('ours', 'cold', { requests: threeBundles })]],
])('%s is none', (_, samples) => {
  expect(findFaults(measured(...samples), CHECKED)).toEqual([]);
});

test('each of our ratios is held against its target, and the distance is told', () => {
  const result = { ...outOfOrder, totalMs: 120 };
  const { cells } = measured(sample('bound', 'cold'), sample('ours', 'cold', { result }));
  const [target] = ratioTargets(ROW, cells, ['ours']);
  expect(target && describeTarget(target)).toContain('1.20, target 1.10: missed by 0.10');
  expect(ratioTargets({ ...ROW, network: 'fast' }, cells, ['ours'])).toEqual([]);
});

test('costs have targets of their own', () => {
  const mainThread = [{ contender: 'ours', ms: [10, 30, 12] }];
  const lines = costTargets({ mainThread, shipped: { loader: 20_000, early: 800 } });
  expect(lines.map(describeTarget)).toEqual([
    '- ours: the loader on the main thread, 200 plugins: 12.0 ms, target 20.0 ms: met',
    '- shipped for a boot, gzip: 20800 bytes, target 20480 bytes: missed by 320 bytes',
    '- of it inlined, gzip: 800 bytes, target 2048 bytes: met',
  ]);
});

test('a table names the command that repeats it, and says that it did not settle', () => {
  const table = rowTable(measured(sample('bound', 'cold'), sample('ours', 'cold')));
  expect(table).toContain('--n 50 --dag layered --network slow --protocol h2');
  expect(table).toContain('did not settle');
  expect(table).toContain('| ours | 100 (100–100) ms, **1.00** (1.00–1.00) |');
});

test('every sample is a line of CSV, with the reason where it failed', () => {
  const failed = sample('peer', 'hot', { result: { failure: 'said "no", twice' } });
  const lines = samplesCsv([measured(sample('ours', 'cold'), failed)]).split('\n');
  expect(lines[0]?.split(',')).toHaveLength(16);
  expect(lines[1]).toBe('50,layered,slow,h2,ours,0,cold,100.0,50.0,0,7,1,1,0,1000,');
  expect(lines[2]).toBe('50,layered,slow,h2,peer,0,hot,,,,,1,1,0,1000,"said ""no"", twice"');
});

// One sentence for a person who supports agents.
import {
  type BootFacts,
  explain,
  PlugboardError,
  type PluginOutcome,
  parseReleaseManifest,
  summarise,
} from '../../src/domain/index.ts';
import { aManifest } from '../../src/testing/builders.ts';

const report = (outcome: PluginOutcome, given: Partial<BootFacts> = {}) =>
  summarise({
    manifest: parseReleaseManifest(aManifest([])),
    origin: 'network',
    failures: [],
    outcomes: [outcome],
    deadlineHit: false,
    overrides: [],
    notes: [],
    timings: {},
    ...given,
  });
const status = new PlugboardError('bundle-status', { plugin: 'plugin-x', status: 404 });
const archived = new PlugboardError('plugin-archived', { plugin: 'plugin-x' });
const blocked = new PlugboardError('dependency-failed', {
  plugin: 'plugin-x',
  dependency: 'plugin-y',
  root: 'plugin-z',
  rootCode: 'init-threw',
});

it.each([
  [
    { state: 'initialised', version: '1.2.0' },
    /^plugin-x@1\.2\.0 is up \(from the active release\)\.$/,
  ],
  [
    { state: 'initialised', version: '1.0.0', insteadOf: '2.0.0' },
    /^plugin-x@1\.0\.0, standing in for 2\.0\.0, is up/,
  ],
  [{ state: 'deferred' }, /^plugin-x starts after the desktop is up/],
  [
    { state: 'failed', stage: 'download', error: status },
    /failed at download: .*404 \[bundle-status\]/,
  ],
  [
    { state: 'skipped', error: blocked },
    /was not started: .*plugin-z: init-threw \[dependency-failed\]/,
  ],
  [{ state: 'refused', error: archived }, /was refused: .* \[plugin-archived\]/],
] as const)('%o', (outcome, sentence) => {
  expect(explain(report({ plugin: 'plugin-x', ...outcome }), 'plugin-x')).toMatch(sentence);
});

it.each([
  ['last-known-good', 'the last release that worked in this browser'],
  ['seed', 'the release built into the page'],
] as const)('a release from %s is said to be %s', (origin, words) => {
  const sentence = explain(
    report({ plugin: 'plugin-x', state: 'initialised' }, { origin }),
    'plugin-x',
  );
  expect(sentence).toContain(words);
});

it('a plugin that was listed twice is said to be what the entry that was used became', () => {
  const outcomes: PluginOutcome[] = [
    { plugin: 'plugin-x', state: 'refused', error: archived },
    { plugin: 'plugin-x', state: 'initialised' },
  ];
  const both = report({ plugin: 'plugin-x', state: 'initialised' }, { outcomes });
  expect(explain(both, 'plugin-x')).toContain('is up');
});

it('a plugin that is not there is said not to be there', () => {
  const sentence = explain(report({ plugin: 'plugin-x', state: 'initialised' }), 'plugin-q');
  expect(sentence).toBe('plugin-q is not part of the active release.');
});

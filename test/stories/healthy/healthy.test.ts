import 'fake-indexeddb/auto';
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { settle, stopClock } from '../virtual-clock.ts';

stopClock();

const journal = () => (globalThis as { journal?: string[] }).journal ?? [];
beforeEach(() => {
  (globalThis as { journal?: string[] }).journal = [];
});

it('every plugin of a healthy release is up, dependencies first', async () => {
  const desktop = createTestDesktop();
  desktop.release([
    aPlugin('plugin-notes', { format: 'system', dependencies: { 'plugin-history': '^1.0.0' } }),
    aPlugin('plugin-history', { format: 'system', dependencies: {} }),
    aPlugin('plugin-timer'),
  ]);

  const report = await settle(desktop.boot());

  expect(report.outcomes.map(({ plugin, state, failure }) => [plugin, state, failure])).toEqual([
    ['plugin-history', 'initialised', undefined],
    ['plugin-notes', 'initialised', undefined],
    ['plugin-timer', 'initialised', undefined],
  ]);
  expect(report.origin).toBe('network');
  expect(journal().indexOf('ready plugin-history')).toBeLessThan(
    journal().indexOf('evaluate plugin-notes'),
  );
});

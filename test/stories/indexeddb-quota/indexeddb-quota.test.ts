// The disk is full: a healthy release cannot be kept.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { fillDisk } from '../broken-storage.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

it('every plugin is up, the fault is told, and the former release stays', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a')]);
  await visitHealthily(desktop);
  desktop.release([aPlugin('plugin-a', { version: '2.0.0' })]);
  fillDisk();

  const { fates } = await visit(desktop);
  expect(fates).toEqual(['plugin-a: initialised']);
  expect(faultsOf(desktop)).toEqual(['cache-write-failed']);
  expect(commitsOf(desktop)).toHaveLength(1);

  desktop.network.goDown('https://registry.example');
  const { report } = await tellBoot(desktop);
  expect(report.outcomes).toMatchObject([{ version: '1.0.0', state: 'initialised' }]);
});

// Plugins that may start after the desktop is up.
import { aPlugin, createTestDesktop, flexBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { fatesOf, tellBoot } from '../tell-boot.ts';
import { passTime, settle } from '../virtual-clock.ts';
import { commitsOf } from '../visits.ts';

openBrowserPage();

const later = aPlugin('plugin-later', { policy: 'deferred' });
const now = aPlugin('plugin-now');

/** What became of a plugin according to the events. */
const settledAs = (desktop: ReturnType<typeof createTestDesktop>, plugin: string) =>
  desktop.events.flatMap((event) =>
    event.type === 'plugin-settled' && event.outcome.plugin === plugin
      ? [event.outcome.failure?.code ?? event.outcome.state]
      : [],
  );

it('a deferred plugin does not hold up the desktop and joins it afterwards', async () => {
  const desktop = createTestDesktop();
  desktop.release([later, now]);
  desktop.serve(later, { delayMs: 2_000 });

  const report = await settle(desktop.boot());
  expect(fatesOf(report)).toEqual(['plugin-later: deferred', 'plugin-now: initialised']);
  expect(report.healthy).toBe(true);
  expect(journal()).not.toContain('evaluate plugin-later');

  await passTime(10_000);
  expect(journal()).toContain('ready plugin-later');
  expect(settledAs(desktop, 'plugin-later')).toEqual(['initialised']);
  expect(commitsOf(desktop)).toHaveLength(1);
});

it('one that an ordinary plugin needs starts with it', async () => {
  const desktop = createTestDesktop();
  const user = aPlugin('plugin-user', { dependencies: { 'plugin-later': '*' } });
  desktop.release([user, { ...later, dependencies: {} }]);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-later: initialised', 'plugin-user: initialised']);
});

it('one that only deferred plugins need is deferred with them, and they start in order', async () => {
  const desktop = createTestDesktop();
  const user = aPlugin('plugin-user', {
    policy: 'deferred',
    dependencies: { 'plugin-later': '*' },
  });
  desktop.release([user, later, now]);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    'plugin-later: deferred',
    'plugin-user: deferred',
    'plugin-now: initialised',
  ]);
  expect(journal().indexOf('ready plugin-later')).toBeLessThan(
    journal().indexOf('evaluate plugin-user'),
  );
});

it('one that fails afterwards is told by an event, and its release does not become last-known-good', async () => {
  const desktop = createTestDesktop();
  desktop.release([later, now]);
  desktop.serve(later, { body: flexBundle('plugin-later', { init: 'throw new Error("late");' }) });

  const { report } = await tellBoot(desktop);

  expect(report.healthy).toBe(true);
  expect(settledAs(desktop, 'plugin-later')).toEqual(['init-threw']);
  expect(commitsOf(desktop)).toEqual([]);
});

it('an ordinary plugin that hangs until the end of the boot costs a deferred one nothing', async () => {
  const desktop = createTestDesktop();
  desktop.release([now, later]);
  desktop.serve(now, { body: flexBundle('plugin-now', { init: 'await new Promise(() => {});' }) });

  const { fates } = await tellBoot(desktop, { timeouts: { bootMs: 2_000, initMs: 9_000 } });

  expect(fates).toEqual(['plugin-now: boot-deadline', 'plugin-later: deferred']);
  expect(settledAs(desktop, 'plugin-later')).toEqual(['initialised']);
  expect(commitsOf(desktop)).toEqual([]);
});

it('one that needs what the boot ended without is skipped, and says so', async () => {
  const desktop = createTestDesktop();
  const user = aPlugin('plugin-user', { policy: 'deferred', dependencies: { 'plugin-now': '*' } });
  desktop.release([now, user]);
  desktop.serve(now, { body: flexBundle('plugin-now', { init: 'await new Promise(() => {});' }) });

  await tellBoot(desktop, { timeouts: { bootMs: 2_000, initMs: 9_000 } });

  expect(settledAs(desktop, 'plugin-user')).toEqual(['dependency-failed']);
});

// A plugin is up and throws afterwards.
import { aPlugin, createTestDesktop, flexBundle } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf } from '../visits.ts';

openBrowserPage();

const noisy = aPlugin('plugin-noisy');
const quiet = aPlugin('plugin-quiet');

/** An uncaught error as a browser tells it: with the address of the script that threw it. */
const throwAfter = (ms: number, message = 'boom', filename = noisy.plugin_url) =>
  setTimeout(() => {
    dispatchEvent(new ErrorEvent('error', { error: new Error(message), message, filename }));
  }, ms);
const errorsOf = ({ events }: ReturnType<typeof createTestDesktop>) =>
  events.flatMap((event) =>
    event.type === 'runtime-error' ? [`${event.plugin}: ${event.message}`] : [],
  );
const desktopWith = (...plugins: (typeof noisy)[]) => {
  const desktop = createTestDesktop();
  desktop.release([noisy, ...plugins]);
  return desktop;
};

it('an error after the boot is attributed to the plugin whose bundle threw it', async () => {
  const desktop = desktopWith(quiet);
  throwAfter(1_000);
  const { report } = await tellBoot(desktop);
  expect(report.healthy).toBe(true);
  expect(errorsOf(desktop)).toEqual(['plugin-noisy: boom']);
});

it('without tokens and query strings', async () => {
  const desktop = desktopWith(quiet);
  throwAfter(1_000, 'GET https://api.example/me?token=secret failed');
  await tellBoot(desktop);
  expect(errorsOf(desktop)).toEqual(['plugin-noisy: GET https://api.example/me failed']);
});

it('an error in the quiet time keeps the release from becoming last-known-good', async () => {
  const desktop = desktopWith(quiet);
  throwAfter(3_000);
  await tellBoot(desktop);
  expect(commitsOf(desktop)).toEqual([]);
});

it('an error after the quiet time is told and changes nothing', async () => {
  const desktop = desktopWith(quiet);
  throwAfter(6_000);
  await tellBoot(desktop);
  expect(commitsOf(desktop)).toHaveLength(1);
  expect(errorsOf(desktop)).toHaveLength(1);
});

it('an error out of a timer is told while other plugins still start', async () => {
  const slow = aPlugin('plugin-slow');
  const desktop = desktopWith(slow);
  throwAfter(100);
  desktop.serve(slow, { delayMs: 1_000 });
  await tellBoot(desktop);
  expect(errorsOf(desktop)).toEqual(['plugin-noisy: boom']);
  expect(commitsOf(desktop)).toEqual([]);
});

it('an error while deferred plugins start is told too', async () => {
  const later = aPlugin('plugin-later', { policy: 'deferred' });
  const desktop = desktopWith(later);
  throwAfter(500);
  desktop.serve(later, { delayMs: 3_000 });
  await tellBoot(desktop);
  expect(errorsOf(desktop)).toEqual(['plugin-noisy: boom']);
});

it('what a stage of a plugin caught is in the report and no error of the page', async () => {
  const desktop = createTestDesktop();
  desktop.release([noisy, quiet]);
  desktop.serve(noisy, { body: flexBundle('plugin-noisy', { top: 'throw new Error("top");' }) });
  const { fates } = await tellBoot(desktop);
  expect(fates).toContain('plugin-noisy: bundle-threw');
  expect(errorsOf(desktop)).toEqual([]);
});

it('an error of the page itself accuses no plugin', async () => {
  const desktop = desktopWith(quiet);
  throwAfter(1_000, 'page', 'https://page.example/');
  await tellBoot(desktop);
  expect(errorsOf(desktop)).toEqual([]);
  expect(commitsOf(desktop)).toHaveLength(1);
});

it.each([
  ['a rejection that nobody caught', 'unhandledrejection', 'reason'],
  ['an error whose file the browser does not name', 'error', 'error'],
])('%s is attributed by its stack', async (_title, type, field) => {
  const desktop = desktopWith(quiet);
  const thrown = new Error('boom');
  thrown.stack = `Error: boom
    at invoke (https://flex.example/flex-ui.js:1:200)
    at onClick (${noisy.plugin_url}:4:12)
    at ${quiet.plugin_url}:1:1`;
  setTimeout(
    () => dispatchEvent(Object.assign(new Event(type), { [field]: thrown, filename: '' })),
    1_000,
  );
  await tellBoot(desktop);
  expect(errorsOf(desktop)).toEqual(['plugin-noisy: boom']);
});

// A plugin freezes the page, boot after boot, until this browser keeps away from its version.
import {
  aPlugin,
  createTestDesktop,
  flexBundle,
  REGISTRY_URL,
} from '../../../src/testing/index.ts';
import { journal, offer, openBrowserPage } from '../browser-page.ts';
import { fatesOf, tellBoot } from '../tell-boot.ts';
import { passTime, settle } from '../virtual-clock.ts';
import { visit, visitHealthily } from '../visits.ts';
import { bootAndDie, type DeadlyPlace, deadlyBundle } from './crash.ts';

openBrowserPage();
beforeEach(() => offer({ die: () => undefined }));

const bad = aPlugin('plugin-bad');
const good = aPlugin('plugin-good');
const also = aPlugin('plugin-also');
const WITHOUT_BAD = [
  'plugin-bad: plugin-quarantined',
  'plugin-good: initialised',
  'plugin-also: initialised',
];

const deadlyDesktop = (where: DeadlyPlace = 'top') => {
  const desktop = createTestDesktop();
  desktop.release([bad, good, also]);
  desktop.serve(bad, { body: deadlyBundle('plugin-bad', where) });
  return desktop;
};

it.each(['top', 'construct', 'init'] as const)(
  'after two boots that died in the same version (%s) the third goes without it',
  async (where) => {
    const desktop = deadlyDesktop(where);
    await bootAndDie(desktop);
    await bootAndDie(desktop);

    const { report, fates } = await tellBoot(desktop);

    expect(fates).toEqual(WITHOUT_BAD);
    expect(report.outcomes[0]).toMatchObject({ state: 'refused', version: '1.0.0' });
    expect(journal()).not.toContain('evaluate plugin-bad');
  },
);

it('one death quarantines nobody, and a healthy boot after it makes up for it', async () => {
  const desktop = deadlyDesktop();
  await bootAndDie(desktop);
  desktop.serve(bad, {});
  await visitHealthily(desktop);
  desktop.serve(bad, { body: deadlyBundle('plugin-bad') });
  await bootAndDie(desktop);
  desktop.serve(bad, {});

  const { fates } = await tellBoot(desktop);

  expect(fates).toContain('plugin-bad: initialised');
});

it('several suspects are tried one at a time, so that only the culprit is kept out', async () => {
  const desktop = deadlyDesktop();
  for (const plugin of [good, also]) desktop.serve(plugin, { delayMs: 10 });
  desktop.serve(bad, { body: deadlyBundle('plugin-bad'), delayMs: 10 });
  await bootAndDie(desktop);
  await bootAndDie(desktop);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(WITHOUT_BAD);
});

it.each([
  ['after its init first waited', 'await Promise.resolve(); globalThis.die();'],
  [
    'while its init waits for an answer',
    'await new Promise((go) => setTimeout(go, 50)); globalThis.die();',
  ],
])('one that freezes the page %s is found among plugins that start beside it', async (_, init) => {
  const desktop = createTestDesktop();
  const beside = [bad, good, also].map((plugin) => ({ ...plugin, dependencies: {} }));
  desktop.release(beside);
  for (const { unique_name: name } of [good, also]) {
    const waits = 'await new Promise((go) => setTimeout(go, 100));';
    desktop.serve(beside.find((it) => it.unique_name === name) ?? good, {
      body: flexBundle(name, { init: waits }),
    });
  }
  desktop.serve(beside[0] ?? bad, { body: flexBundle('plugin-bad', { init }) });
  await bootAndDie(desktop);
  await bootAndDie(desktop);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(WITHOUT_BAD);
});

it('suspects stay suspects over a boot that was left in the middle', async () => {
  const desktop = deadlyDesktop();
  for (const plugin of [good, also]) desktop.serve(plugin, { delayMs: 10 });
  desktop.serve(bad, { body: deadlyBundle('plugin-bad'), delayMs: 10 });
  await bootAndDie(desktop);
  await bootAndDie(desktop, () => dispatchEvent(new Event('pagehide')));
  await bootAndDie(desktop);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(WITHOUT_BAD);
});

it('a boot that goes on in another tab accuses nobody', async () => {
  const desktop = deadlyDesktop();
  for (const _ of ['first', 'second', 'third']) {
    await bootAndDie(desktop);
    sessionStorage.clear();
  }
  const { fates } = await tellBoot(desktop);

  expect(fates).toContain('plugin-bad: initialised');
});

it('a tab that froze and was closed is counted once its boot would long be over', async () => {
  const desktop = deadlyDesktop();
  for (const _ of ['first', 'second']) {
    await bootAndDie(desktop);
    sessionStorage.clear();
    await passTime(20_000);
  }
  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(WITHOUT_BAD);
});

it('the quarantine holds over healthy boots of the others, and ends with the version', async () => {
  const desktop = deadlyDesktop();
  await bootAndDie(desktop);
  await bootAndDie(desktop);
  for (const _ of ['third', 'fourth']) {
    const { fates } = await visit(desktop);
    expect(fates).toEqual(WITHOUT_BAD);
  }
  desktop.release([aPlugin('plugin-bad', { version: '1.0.1' }), good, also]);

  const { fates } = await visitHealthily(desktop);

  expect(fates).toContain('plugin-bad: initialised');
});

it('the quarantine outlasts a boot that had no release at all', async () => {
  const desktop = deadlyDesktop();
  await bootAndDie(desktop);
  await bootAndDie(desktop);
  const withoutRegistry = createTestDesktop();
  await visit(withoutRegistry);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(WITHOUT_BAD);
});

it('the last version that worked stands in for the quarantined one, boot after boot', async () => {
  const desktop = createTestDesktop();
  desktop.release([bad, good]);
  await visitHealthily(desktop);
  const worse = aPlugin('plugin-bad', { version: '2.0.0' });
  desktop.release([worse, good]);
  desktop.serve(worse, { body: deadlyBundle('plugin-bad') });
  await bootAndDie(desktop);
  await bootAndDie(desktop);

  for (const _ of ['third', 'fourth', 'fifth']) {
    const { report, fates } = await visit(desktop);
    expect(fates).toEqual(['plugin-bad: initialised', 'plugin-good: initialised']);
    expect(report.outcomes[0]).toMatchObject({ version: '1.0.0', insteadOf: '2.0.0' });
  }
});

it('a tab that is closed in the middle of a boot did not crash', async () => {
  const desktop = deadlyDesktop();
  for (const _ of ['first', 'second', 'third']) {
    await bootAndDie(desktop, () => dispatchEvent(new Event('pagehide')));
  }
  const { fates } = await tellBoot(desktop);
  expect(fates).toContain('plugin-bad: initialised');
});

it.each([
  ['is not JSON', '{'],
  ['is another shape', '{"since":7,"versions":{},"deaths":[]}'],
  ['is null', 'null'],
  ['says nothing of when', '{"versions":["plugin-bad@1.0.0"]}'],
  ['lists no versions', '{"since":1,"versions":"many"}'],
  ['accuses by text', '{"deaths":{"plugin-bad@1.0.0":"many"}}'],
])('a note in storage that %s accuses nobody', async (_title, note) => {
  const desktop = deadlyDesktop();
  await bootAndDie(desktop);
  for (const key of Object.keys(localStorage)) localStorage.setItem(key, note);

  const { fates } = await tellBoot(desktop);

  expect(fates).toContain('plugin-bad: initialised');
});

it.each([
  ['is from before there was time', 'initialised', '{"since":-1,"versions":["plugin-bad@1.0.0"]}'],
  ['says nothing of when', 'initialised', '{"versions":["plugin-bad@1.0.0"]}'],
  ['is sound', 'plugin-quarantined', '{"since":1,"versions":["plugin-bad@1.0.0"]}'],
])('after one death, a breadcrumb that %s makes the plugin %s', async (_title, fate, crumb) => {
  const desktop = deadlyDesktop();
  await bootAndDie(desktop);
  await bootAndDie(desktop);
  for (const [key, note] of Object.entries(localStorage))
    if (String(note).includes('"versions"')) localStorage.setItem(key, crumb);

  const { fates } = await tellBoot(desktop);

  expect(fates).toContain(`plugin-bad: ${fate}`);
});

it('a browser without storage boots as well', async () => {
  const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  try {
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    const desktop = deadlyDesktop();
    const report = await settle(desktop.boot({ registry: { url: REGISTRY_URL } }));
    expect(fatesOf(report)).toEqual(
      WITHOUT_BAD.map((fate) => fate.replace('plugin-quarantined', 'initialised')),
    );
  } finally {
    if (storage) Object.defineProperty(globalThis, 'localStorage', storage);
  }
});

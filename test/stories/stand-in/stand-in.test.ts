// The last version of a plugin that worked takes the place of one that cannot be had.
import { aPlugin, createTestDesktop, systemBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const v1 = aPlugin('plugin-a', { format: 'system', dependencies: {} });
const v2 = {
  ...v1,
  ...aPlugin('plugin-a', { version: '2.0.0' }),
  format: 'system' as const,
  dependencies: {},
};
const other = aPlugin('plugin-other');
const userOf = (range: string) =>
  aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-a': range } });

const afterVersionOne = async () => {
  const desktop = createTestDesktop();
  desktop.release([v1, other]);
  await visitHealthily(desktop);
  return desktop;
};

it.each([
  ['is not there', { status: 404 }, 'bundle-status'],
  ['hangs', { hang: true }, 'bundle-timeout'],
  ['is a web page', { body: '<!doctype html>' }, 'bundle-html'],
])('where the new version %s', async (_title, answer, code) => {
  const desktop = await afterVersionOne();
  desktop.release([v2, userOf('>=1'), other]);
  desktop.serve(v2, answer);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    'plugin-a: initialised',
    'plugin-user: initialised',
    'plugin-other: initialised',
  ]);
  expect(report.outcomes[0]).toMatchObject({ version: '1.0.0', insteadOf: '2.0.0' });
  expect(faultsOf(desktop)).toEqual([code]);
  expect(commitsOf(desktop)).toHaveLength(1);
});

it.each([
  ['is archived', { plugin_version_archived: true }],
  ['has a malformed integrity', { integrity: 'sha384-no' }],
  ['needs what is not there', { dependencies: { 'plugin-gone': '*' } }],
])('where the new version %s', async (_title, given) => {
  const desktop = await afterVersionOne();
  desktop.release([{ ...v2, ...given }, userOf('>=1'), other]);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    'plugin-a: initialised',
    'plugin-user: initialised',
    'plugin-other: initialised',
  ]);
  expect(report.outcomes[0]).toMatchObject({ version: '1.0.0', insteadOf: '2.0.0' });
});

describe('a version that needed more than the one that replaces it', () => {
  const base = aPlugin('plugin-base', { format: 'system', dependencies: {} });
  const needing = { ...v1, dependencies: { 'plugin-base': '*' } };

  const afterNeeding = async () => {
    const desktop = createTestDesktop();
    desktop.release([needing, base]);
    await visitHealthily(desktop);
    desktop.release([base, v2]);
    desktop.serve(v2, { status: 404 });
    return desktop;
  };

  it('waits for what it needs', async () => {
    const desktop = await afterNeeding();
    desktop.serve(base, { body: systemBundle('plugin-base'), delayMs: 500 });

    const { fates } = await tellBoot(desktop);

    expect(fates).toEqual(['plugin-base: initialised', 'plugin-a: initialised']);
    expect(journal().indexOf('ready plugin-base')).toBeLessThan(
      journal().indexOf('evaluate plugin-a'),
    );
  });

  it('does not start without it', async () => {
    const desktop = await afterNeeding();
    desktop.serve(base, { body: systemBundle('plugin-base', { init: 'throw new Error("no");' }) });

    const { fates } = await tellBoot(desktop);

    expect(fates).toEqual(['plugin-base: init-threw', 'plugin-a: bundle-status']);
  });
});

it('not where a dependent needs the new version', async () => {
  const desktop = await afterVersionOne();
  desktop.release([v2, userOf('^2.0.0'), other]);
  desktop.serve(v2, { status: 404 });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    'plugin-a: bundle-status',
    'plugin-user: dependency-failed',
    'plugin-other: initialised',
  ]);
});

it('not where the plugin was taken out of the release', async () => {
  const desktop = await afterVersionOne();
  desktop.release([other]);
  const { fates } = await tellBoot(desktop);
  expect(fates).toEqual(['plugin-other: initialised']);
});

it('with the CDN down too, the kept bytes of the last version are used', async () => {
  const desktop = await afterVersionOne();
  desktop.release([v2, other]);
  desktop.network.goDown('https://cdn.example');

  const { report, fates } = await visit(desktop);

  expect(fates).toEqual(['plugin-a: initialised', 'plugin-other: initialised']);
  expect(report.outcomes).toMatchObject([
    { version: '1.0.0', insteadOf: '2.0.0', bytes: 'cache' },
    { version: '1.0.0', bytes: 'cache' },
  ]);
});

it('a CDN that hangs for both versions does not hold up a later phase for ever', async () => {
  const desktop = createTestDesktop();
  const late = aPlugin('plugin-late', { phase: 9 });
  desktop.release([v1, late]);
  await visitHealthily(desktop);
  desktop.release([v2, late]);
  desktop.serve(v1, { hang: true });
  desktop.serve(v2, { hang: true });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised', 'plugin-late: initialised']);
});

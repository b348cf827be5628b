// A plugin fails that others need.
import { aPlugin, createTestDesktop, systemBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const base = aPlugin('plugin-base', { format: 'system', dependencies: {} });
const user = aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-base': '*' } });
const fan = aPlugin('plugin-fan', { format: 'system', dependencies: { 'plugin-user': '*' } });
const friend = aPlugin('plugin-friend', {
  dependencies: {},
  optional_dependencies: { 'plugin-base': '*' },
});
const other = aPlugin('plugin-other');

const FAULTS = [
  ['is not there', { status: 404 }, 'bundle-status'],
  ['throws in init', { body: systemBundle('plugin-base', { init: 'throw 1;' }) }, 'init-threw'],
  ['throws at its top', { body: systemBundle('plugin-base', { top: 'throw 1;' }) }, 'bundle-threw'],
  [
    'never gets ready',
    { body: systemBundle('plugin-base', { init: 'await new Promise(() => {});' }) },
    'init-timeout',
  ],
] as const;

describe.each(FAULTS)('a dependency that %s', (_title, answer, code) => {
  it.each([
    ['first', [base, user, fan, friend, other]],
    ['middle', [user, friend, base, other, fan]],
    ['last', [fan, other, user, friend, base]],
  ])('(%s in the list) skips its dependents and no one else', async (_place, plugins) => {
    const desktop = createTestDesktop();
    desktop.release(plugins);
    desktop.serve(base, answer);

    const { report, fates } = await tellBoot(desktop);

    expect([...fates].sort()).toEqual([
      `plugin-base: ${code}`,
      'plugin-fan: dependency-failed',
      'plugin-friend: initialised',
      'plugin-other: initialised',
      'plugin-user: dependency-failed',
    ]);
    const fate = report.outcomes.find(({ plugin }) => plugin === 'plugin-fan');
    expect(fate).toMatchObject({ state: 'skipped' });
    expect(fate?.failure?.details).toMatchObject({
      dependency: 'plugin-user',
      root: 'plugin-base',
      rootCode: code,
    });
    expect(journal()).not.toContain('evaluate plugin-user');
    expect(journal()).not.toContain('evaluate plugin-fan');
  });
});

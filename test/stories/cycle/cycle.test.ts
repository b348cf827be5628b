// Plugins that need each other in a circle.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const needs = (name: string, dependency: string) =>
  aPlugin(name, { format: 'system', dependencies: { [dependency]: '*' } });
const HEALTHY = [aPlugin('plugin-x'), aPlugin('plugin-y'), aPlugin('plugin-z')];

const CYCLES = [
  ['itself', ['plugin-a']],
  ['two', ['plugin-a', 'plugin-b']],
  ['three', ['plugin-a', 'plugin-b', 'plugin-c']],
] as const;

describe.each(CYCLES)('a cycle of %s', (_title, names) => {
  it.each([0, 1, 3])(
    'at place %i is refused whole with its path, and costs no other plugin',
    async (place) => {
      const ring = names.map((name, at) => needs(name, names[(at + 1) % names.length] ?? name));
      const desktop = createTestDesktop();
      desktop.release([...HEALTHY.slice(0, place), ...ring, ...HEALTHY.slice(place)]);

      const { report, fates } = await tellBoot(desktop);

      expect(fates).toEqual([
        ...names.map((name) => `${name}: dependency-cycle`),
        ...HEALTHY.map(({ unique_name }) => `${unique_name}: initialised`),
      ]);
      expect(report.outcomes[0]?.failure?.details['path']).toBe(
        [...names, 'plugin-a'].join(' -> '),
      );
      expect(journal().join()).not.toContain('plugin-a');
      for (const { plugin_url } of ring) expect(desktop.network.requestsOf(plugin_url)).toBe(0);
    },
  );
});

it('a plugin that needs a member of the cycle is refused because of it', async () => {
  const desktop = createTestDesktop();
  desktop.release([
    needs('plugin-user', 'plugin-a'),
    needs('plugin-a', 'plugin-b'),
    needs('plugin-b', 'plugin-a'),
    ...HEALTHY,
  ]);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toContain('plugin-user: dependency-refused');
  const user = report.outcomes.find(({ plugin }) => plugin === 'plugin-user');
  expect(user?.failure?.details).toMatchObject({ root: 'plugin-a', rootCode: 'dependency-cycle' });
});

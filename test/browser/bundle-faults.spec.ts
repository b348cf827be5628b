// A fault of one plugin, at the first, a middle and the last place of a release: it costs that plugin and no other.

import { type BundleFault, UP } from './faults/bundle-fault.ts';
import { BUNDLE_FAULTS } from './faults/bundle-faults.ts';
import { letEverythingArrive } from './light/after-the-boot.ts';
import { expect, test } from './light/fixtures.ts';
import { type Scene, TIMEOUTS } from './light/scene.ts';

const NEIGHBOURS = ['plugin-classic', 'plugin-declared'];
const PLACES = ['first', 'middle', 'last'] as const;
type Place = (typeof PLACES)[number];

for (const fault of BUNDLE_FAULTS) {
  for (const place of PLACES) {
    test(`${fault.title}, at the ${place} place, costs nobody else`, async ({ page, scene }) => {
      releaseWith(fault, place, scene);
      await scene.open(page);
      const boot = await scene.boot(page);

      const { outcomes, origin, failures, deadlineHit } = boot.report;
      expect({ origin, failures, deadlineHit }).toEqual({
        origin: 'network',
        failures: [],
        deadlineHit: false,
      });
      expect(outcomes).toHaveLength(fault.endings.length + NEIGHBOURS.length);
      for (const name of NEIGHBOURS) {
        expect(outcomes).toContainEqual(expect.objectContaining({ plugin: name, state: UP.state }));
      }
      for (const [plugin, { ran: _, code, ...ending }] of fault.endings) {
        const failure = code === undefined ? {} : { failure: expect.objectContaining({ code }) };
        expect(outcomes).toContainEqual(expect.objectContaining({ plugin, ...ending, ...failure }));
      }
      expect(boot.tookMs).toBeLessThan(TIMEOUTS.bootMs);

      await letEverythingArrive(page, scene.server);
      expect(await page.evaluate(() => light.journal())).toEqual(
        expect.arrayContaining(stepsOf(fault)),
      );
      expect(await page.evaluate(() => light.journal().length)).toBe(stepsOf(fault).length);
      expect(await page.evaluate(() => light.strays())).toBe(0);
    });
  }
}

function releaseWith(fault: BundleFault, place: Place, scene: Scene): void {
  const bad = fault.entries((name, given) => scene.plugin(name, given));
  const classic = scene.plugin('plugin-classic');
  const declared = scene.plugin('plugin-declared', { dependencies: {} });
  const release = {
    first: [...bad, classic, declared],
    middle: [classic, ...bad, declared],
    last: [classic, declared, ...bad],
  };
  scene.release(release[place]);
  for (const plugin of bad) {
    const answers = fault.answers[plugin.unique_name];
    if (answers) scene.serve(plugin, ...answers);
  }
}

function stepsOf({ endings }: BundleFault): string[] {
  const healthy = NEIGHBOURS.map((name) => [name, UP] as const);
  return [...healthy, ...endings].flatMap(([name, { ran }]) =>
    ran.map((step) => `${step} ${name}`),
  );
}

// A fault of one plugin, at the first, a middle and the last place of a release: it costs that plugin and no other.
import { BUNDLE_FAULTS } from './faults/bundle-faults.ts';
import { expectOnlyTheFault, PLACES, releaseWith } from './light/faulty-release.ts';
import { test } from './light/fixtures.ts';

for (const fault of BUNDLE_FAULTS) {
  for (const place of PLACES) {
    test(`${fault.title}, at the ${place} place, costs nobody else`, async ({ page, scene }) => {
      releaseWith(fault, place, scene);
      await scene.open(page);
      await expectOnlyTheFault(fault, await scene.boot(page), page, scene);
    });
  }
}

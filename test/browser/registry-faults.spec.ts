// A fault of the registry on the first visit, when this browser has nothing to fall back to: the desktop opens.
import type { PluginReport } from '../../src/domain/index.ts';
import { namesHealthyPlugins, REGISTRY_FAULTS } from './faults/registry-faults.ts';
import { stepsRunLate } from './light/after-the-boot.ts';
import { expect, test } from './light/fixtures.ts';
import { manifestAnswer, TIMEOUTS } from './light/scene.ts';

for (const fault of REGISTRY_FAULTS) {
  const { title, answers, code, refused = {} } = fault;
  const starts = namesHealthyPlugins(fault);
  test(`${title}, on the first visit`, async ({ page, scene }) => {
    const healthy = [
      scene.plugin('plugin-classic'),
      scene.plugin('plugin-declared', { dependencies: {} }),
    ];
    scene.release(healthy);
    scene.server.serve(scene.manifestUrl, ...answers(healthy, manifestAnswer));
    await scene.open(page);
    const { report, tookMs } = await scene.boot(page);

    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
    expect(report.deadlineHit).toBe(false);
    const up = starts ? healthy.map(({ unique_name: name }) => [name, 'initialised']) : [];
    expect(statesOf(report.outcomes)).toEqual({ ...refused, ...Object.fromEntries(up) });
    expect(report.origin).toBe(code === undefined ? 'network' : 'none');
    expect(report.failures.map((it) => it.code)).toEqual(
      code === undefined ? [] : [code, 'no-release'],
    );

    // What the registry says after its time is over starts nothing any more.
    expect(await stepsRunLate(page, scene.server)).toEqual([]);
    expect(healthy.map((plugin) => scene.requestsFor(plugin))).toEqual(starts ? [1, 1] : [0, 0]);
  });
}

test('10,000 plugins with a bundle each settle at the deadline, and none starts after it', async ({
  page,
  scene,
}) => {
  const shared = scene.plugin('plugin-shared');
  const crowd = Array.from({ length: 10_000 }, (_, at) => ({
    ...scene.plugin(`plugin-${at}`, { dependencies: {} }),
    plugin_url: `${shared.plugin_url}?${at}`,
  }));
  scene.release([shared]);
  scene.server.serve(scene.manifestUrl, manifestAnswer(crowd));
  await scene.open(page);
  const { report, tookMs } = await scene.boot(page);

  expect(report.deadlineHit).toBe(true);
  expect(report.outcomes).toHaveLength(10_000);
  const isUp = ({ state }: PluginReport) => state === 'initialised';
  expect(report.outcomes.filter(isUp).length).toBeGreaterThan(0);
  const late = report.outcomes.filter((outcome) => !isUp(outcome));
  // On a slow machine a bundle may reach its own deadline first.
  const codes = new Set(late.map(({ failure }) => failure?.code));
  expect(codes).toContain('boot-deadline');
  expect(['boot-deadline', 'bundle-timeout']).toEqual(expect.arrayContaining([...codes]));
  // One turn of a page that is this busy takes longer than usual, but not many times the deadline.
  expect(tookMs).toBeLessThan(2 * TIMEOUTS.bootMs);

  expect(await stepsRunLate(page, scene.server)).toEqual([]);
});

function statesOf(
  outcomes: readonly { plugin: string; state: string; failure?: { code: string } }[],
): Record<string, string> {
  return Object.fromEntries(
    outcomes.map(({ plugin, state, failure }) => [plugin, failure?.code ?? state]),
  );
}

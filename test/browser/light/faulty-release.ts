// A release with one fault between two healthy plugins, and what must be true of its boot on any page.
import type { Page } from '@playwright/test';
import { type BundleFault, UP } from '../faults/bundle-fault.ts';
import { stepsRunLate } from './after-the-boot.ts';
import { expect } from './fixtures.ts';
import type { LightBoot } from './host.ts';
import { type Scene, TIMEOUTS } from './scene.ts';

const NEIGHBOURS = ['plugin-classic', 'plugin-declared'];

export const PLACES = ['first', 'middle', 'last'] as const;
export type Place = (typeof PLACES)[number];

export function releaseWith(fault: BundleFault, place: Place, scene: Scene): void {
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

/** Every other plugin is up, the fault has its exact code, the boot was in time, and nothing runs late. */
export async function expectOnlyTheFault(
  fault: BundleFault,
  { report, tookMs }: LightBoot,
  page: Page,
  scene: Scene,
): Promise<void> {
  const { outcomes, origin, failures, deadlineHit } = report;
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
  expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);

  expect(await stepsRunLate(page, scene.server)).toEqual([]);
  const steps = stepsOf(fault);
  const journal = await page.evaluate(() => light.journal());
  expect(journal).toEqual(expect.arrayContaining(steps));
  expect(journal).toHaveLength(steps.length);
  expect(await page.evaluate(() => light.strays())).toBe(0);
}

function stepsOf({ endings }: BundleFault): string[] {
  const healthy = NEIGHBOURS.map((name) => [name, UP] as const);
  return [...healthy, ...endings].flatMap(([name, { ran }]) =>
    ran.map((step) => `${step} ${name}`),
  );
}

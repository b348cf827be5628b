// Boots the light page under one fault and one policy: for what cannot be tried where Flex UI runs.
import type { Page } from '@playwright/test';
import { type Api, arrangeHealthy, type BootRow, UNCACHED } from '../faults/boot-rows.ts';
import { codesOf, type ObservedBoot } from '../faults/observed-boot.ts';
import { lightPolicy } from '../faults/page-policies.ts';
import { stepsRunLate } from './after-the-boot.ts';
import type { LightBoot } from './host.ts';
import { manifestAnswer, type Scene } from './scene.ts';
import { bundlesKept, releaseKept } from './what-is-kept.ts';

/** With the loader's own deadlines; only what is kept is kept sooner. */
const TIMEOUTS = { quietMs: 100 };

export async function bootInLight(row: BootRow, scene: Scene, page: Page): Promise<ObservedBoot> {
  const api: Api = { url: scene.manifestUrl, list: manifestAnswer };
  if (row.secondVisit) {
    const plugins = arrangeHealthy(scene, api, UNCACHED);
    await openAndBoot(row, scene, page);
    await releaseKept(page);
    await bundlesKept(page, plugins);
  }
  row.arrange(scene, api);
  const { report, tookMs } = await openAndBoot(row, scene, page);
  const late = await stepsRunLate(page, scene.server);
  const { journal, faults } = await page.evaluate(() => ({
    journal: light.journal(),
    faults: light.events().flatMap((it) => (it.type === 'fault' ? [it.failure.code] : [])),
  }));
  return {
    up: row.startable.filter((name) => journal.includes(`ready ${name}`)),
    codes: codesOf(report, faults),
    tookMs,
    deadlineHit: report.deadlineHit,
    late,
  };
}

async function openAndBoot({ policy }: BootRow, scene: Scene, page: Page): Promise<LightBoot> {
  const nonce = policy?.nonce === undefined ? {} : { nonce: policy.nonce };
  const headers = { 'content-security-policy': lightPolicy(scene.server, policy?.directives) };
  await scene.open(page, { headers, ...nonce });
  return scene.boot(page, { timeouts: TIMEOUTS, ...nonce });
}

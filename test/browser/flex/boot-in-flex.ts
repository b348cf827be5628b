// Boots the real Flex UI with Plugboard under one fault and tells what an agent, and an operator, would see.
import type { Page } from '@playwright/test';
import type { BootReport } from '../../../src/domain/index.ts';
import type { BootEvent } from '../../../src/loader/index.ts';
import { type Api, arrangeHealthy, type BootRow, UNCACHED } from '../faults/boot-rows.ts';
import { codesOf, type ObservedBoot } from '../faults/observed-boot.ts';
import { letEverythingArrive, stepsRun } from '../light/after-the-boot.ts';
import { manifestAnswer } from '../light/scene.ts';
import { bundlesKept } from '../light/what-is-kept.ts';
import type { FlexLab } from './flex-lab.ts';
import { passNonce, setPagePolicy } from './set-page-policy.ts';

declare global {
  var bootEvents: BootEvent[];
}

/** Resolves when Flex UI has rendered its desktop and, where storage is broken, the fault was told. */
export function bootInFlex(row: BootRow, lab: FlexLab): Promise<ObservedBoot> {
  const scene = lab.createScene();
  const api: Api = { url: scene.manifestUrl, list: manifestAnswer };
  const site = { origin: lab.desktop.url, registry: lab.server.registry };
  return lab.visit(async (page) => {
    await noteEvents(page);
    if (row.policy) {
      await setPagePolicy(page, lab.desktop.url, row.policy);
      await passNonce(page, row.policy);
    }
    if (row.secondVisit) {
      const plugins = arrangeHealthy(scene, api, UNCACHED);
      await openDesktop(page, lab);
      await page.waitForFunction(() => bootEvents.some(({ type }) => type === 'committed'));
      await bundlesKept(page, plugins);
    }
    row.arrange(scene, api);
    await row.breakStorage?.(page, site);
    const report = await openDesktop(page, lab);
    if (row.breakStorage) {
      await page.waitForFunction(() => bootEvents.some(({ type }) => type === 'fault'));
    }
    const steps = await stepsRun(page);
    await letEverythingArrive(page, lab.server, lab.server.registry);
    const late = (await stepsRun(page)).slice(steps.length);
    return { ...(await readBoot(page, report, row)), late };
  });
}

async function openDesktop(page: Page, { desktop }: FlexLab): Promise<BootReport> {
  await page.goto(desktop.url);
  await page.getByText('No active tasks').waitFor();
  return page.evaluate(() => plugboard.report);
}

async function readBoot(
  page: Page,
  report: BootReport,
  row: BootRow,
): Promise<Omit<ObservedBoot, 'late'>> {
  const { faults, journal } = await page.evaluate(() => ({
    faults: bootEvents.flatMap((event) => (event.type === 'fault' ? [event.failure.code] : [])),
    journal: globalThis.journal ?? [],
  }));
  return {
    up: row.startable.filter((name) => journal.includes(`ready ${name}`)),
    codes: codesOf(report, faults),
    tookMs: Math.max(...Object.values(report.timings).map(({ endMs }) => endMs)),
    deadlineHit: report.deadlineHit,
  };
}

async function noteEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.bootEvents = [];
    for (const type of ['fault', 'committed']) {
      addEventListener(`plugboard:${type}`, (event) => {
        bootEvents.push((event as CustomEvent<BootEvent>).detail);
      });
    }
  });
}

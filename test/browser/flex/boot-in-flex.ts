// Boots the real Flex UI with Plugboard under one fault and tells what an agent, and an operator, would see.
import type { Page } from '@playwright/test';
import type { BootReport } from '../../../src/domain/index.ts';
import type { BootEvent } from '../../../src/loader/index.ts';
import { type Api, arrangeHealthy, type BootRow, UNCACHED } from '../faults/boot-rows.ts';
import { manifestAnswer } from '../light/scene.ts';
import { bundlesKept } from '../light/what-is-kept.ts';
import type { FlexLab } from './flex-lab.ts';

export type BootInFlex = {
  /** Startable plugins whose init() has run to its end. */
  readonly up: readonly string[];
  readonly codes: readonly string[];
  /** From the call of bootstrap() until it resolved. */
  readonly tookMs: number;
  readonly deadlineHit: boolean;
};

declare global {
  var bootEvents: BootEvent[];
}

/** Resolves when Flex UI has rendered its desktop and, where storage is broken, the fault was told. */
export function bootInFlex(row: BootRow, lab: FlexLab): Promise<BootInFlex> {
  const scene = lab.createScene();
  const api: Api = { url: scene.manifestUrl, list: manifestAnswer };
  const site = { origin: lab.desktop.url, registry: lab.server.registry };
  return lab.visit(async (page) => {
    await noteEvents(page);
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
    return readBoot(page, report, row);
  });
}

async function openDesktop(page: Page, { desktop }: FlexLab): Promise<BootReport> {
  await page.goto(desktop.url);
  await page.getByText('No active tasks').waitFor();
  return page.evaluate(() => plugboard.report);
}

async function readBoot(page: Page, report: BootReport, row: BootRow): Promise<BootInFlex> {
  const { faults, journal } = await page.evaluate(() => ({
    faults: bootEvents.flatMap((event) => (event.type === 'fault' ? [event.failure.code] : [])),
    journal: globalThis.journal ?? [],
  }));
  const failures = report.outcomes.flatMap(({ failure }) => failure?.code ?? []);
  return {
    up: row.startable.filter((name) => journal.includes(`ready ${name}`)),
    codes: [...new Set([...report.failures.map(({ code }) => code), ...failures, ...faults])],
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

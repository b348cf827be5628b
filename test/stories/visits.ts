// Visits of one browser to the desktop, one after another: what one leaves behind, the next one finds.
import type { BootstrapOptions } from '../../src/loader/index.ts';
import type { TestDesktop } from '../../src/testing/index.ts';
import { closePage } from './browser-page.ts';
import { type Told, tellBoot } from './tell-boot.ts';

/** A boot that must go well and become last-known-good, and the page closed after it. */
export async function visitHealthily(
  desktop: TestDesktop,
  options: Partial<BootstrapOptions> = {},
): Promise<Told> {
  const told = await visit(desktop, options);
  expect(told.report.healthy).toBe(true);
  expect(commitsOf(desktop)).toContain(told.report.release?.releaseSid);
  return told;
}

/** A boot as `tellBoot` tells it, and the page closed after it. */
export async function visit(
  desktop: TestDesktop,
  options: Partial<BootstrapOptions> = {},
): Promise<Told> {
  const told = await tellBoot(desktop, options);
  closePage();
  return told;
}

/** The releases that became last-known-good, in order. */
export function commitsOf({ events }: TestDesktop): string[] {
  return events.flatMap((event) => (event.type === 'committed' ? [event.releaseSid] : []));
}

/** Codes of the faults that a desktop was told of while its boots went on. */
export function faultsOf({ events }: TestDesktop): string[] {
  return events.flatMap((event) => (event.type === 'fault' ? [event.failure.code] : []));
}

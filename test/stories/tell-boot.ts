// Boots a desktop and checks what must be true of every boot, whatever is broken.
import type { BootReport, BootstrapOptions } from '../../src/loader/index.ts';
import type { TestDesktop } from '../../src/testing/index.ts';
import { journal } from './browser-page.ts';
import { passTime, settle } from './virtual-clock.ts';

export type Told = {
  readonly report: BootReport;
  readonly tookMs: number;
  /** `name: initialised` or `name: code`, in the order of the report. */
  readonly fates: readonly string[];
};

/** Fails unless the boot settles in its time and nothing but deferred plugins runs afterwards. */
export async function tellBoot(
  desktop: TestDesktop,
  options: Partial<BootstrapOptions> = {},
): Promise<Told> {
  const { bootMs = 8_000 } = options.timeouts ?? {};
  const startedAt = performance.now();
  const report = await settle(desktop.boot(options));
  const tookMs = performance.now() - startedAt;
  // The clock moves in steps of 10 ms.
  expect(tookMs).toBeLessThanOrEqual(bootMs + 10);
  expectNoSecrets(report);

  const deferred = report.outcomes.filter((it) => it.state === 'deferred').map((it) => it.plugin);
  const done = runsOf(deferred);
  await passTime(10_000);
  expect(runsOf(deferred)).toEqual(done);
  return { report, tookMs, fates: fatesOf(report) };
}

export function fatesOf({ outcomes }: BootReport): string[] {
  return outcomes.map(({ plugin, state, failure }) => `${plugin}: ${failure?.code ?? state}`);
}

/** Bundles that were evaluated or inited, but for these plugins. */
function runsOf(except: readonly string[]): string[] {
  return journal().filter((line) => {
    const [step, plugin = ''] = line.split(' ');
    return step !== 'ready' && !except.includes(plugin);
  });
}

/** Stories put this word wherever a token, a query string or a customer could stand. */
function expectNoSecrets(report: BootReport): void {
  expect(JSON.stringify(report)).not.toContain('secret');
}

// Boots the plugins of the active release. This file is the whole path; each step has a file of its own.
import { type BootReport, summarise } from '../domain/index.ts';
import { asPlugboardError, type Boot, startBoot, timed } from './boot.ts';
import { closeBootTools, openBootTools } from './boot-tools.ts';
import { commitBoot } from './commit-boot.ts';
import { settlesWithin } from './deadline.ts';
import { readDevOverrides } from './dev-overrides.ts';
import { downloadBundles } from './download-bundles.ts';
import { type BootstrapOptions, readOptions } from './options.ts';
import { browserSeams, type PageSeams } from './page-seams.ts';
import { planRelease } from './plan-release.ts';
import { disposeFormerBoot, publishReport } from './publish-report.ts';
import { readLastKnownGood } from './release-sources.ts';
import { resolveRelease } from './resolve-release.ts';
import { runPlan } from './run-plan.ts';
import { warmUpBundles } from './warm-up.ts';

/**
 * Loads and starts the plugins of the active release, between `Flex.Manager.create` and the first render.
 *
 * Never rejects, and settles within `timeouts.bootMs` (default 8 s): what cannot be had, fails or hangs is
 * in the report, and everything that does not depend on it is up. Throws synchronously, with the code
 * `option-invalid`, only for options that no boot could be made of.
 */
export function bootstrap(options: BootstrapOptions): Promise<BootReport> {
  return bootWith(options, browserSeams);
}

/** `bootstrap` with the page's part replaced. */
export function bootWith(options: BootstrapOptions, seams: PageSeams): Promise<BootReport> {
  const boot = startBoot(readOptions(options));
  disposeFormerBoot();
  return runBoot(boot, seams).catch((error: unknown) => reportBrokenBoot(boot, seams, error));
}

async function runBoot(started: Boot, seams: PageSeams): Promise<BootReport> {
  const overrides = await readDevOverrides(started, seams);
  const boot = overrides?.boot ?? started;
  const kept = readLastKnownGood(boot);
  const tools = await openBootTools(boot, seams, kept);
  const warmUp = warmUpBundles(kept, tools);

  const resolved = await timed(boot, 'resolve', () => resolveRelease(boot, kept));
  warmUp.stop();
  const { release, former } = (await overrides?.apply(resolved, kept)) ?? {
    release: resolved,
    former: kept,
  };
  const { origin, manifest } = release;
  boot.emit({ type: 'release-resolved', origin, releaseSid: manifest?.releaseSid });
  const plan = await timed(boot, 'plan', () => planRelease(release, former, tools.planContext));
  downloadBundles(plan, manifest, tools);
  const run = runPlan(plan, tools, former);
  const inTime = () => settlesWithin(run.settled, boot.remainingMs());
  const deadlineHit = !(await timed(boot, 'run', inTime));
  boot.end();

  const reportNow = () =>
    summarise({
      overrides: [],
      ...release,
      outcomes: run.outcomes(),
      deadlineHit,
      notes: plan.notes,
      timings: boot.timings,
    });
  const report = reportNow();
  const published = publishReport(report, boot, seams, manifest, () => tools.runtimeErrors.stop());
  void run.finished.then(() => {
    closeBootTools(tools);
    published.report = reportNow();
  });
  if (overrides) overrides.show(report);
  else void commitBoot(release, report, tools, run);
  return report;
}

/** Only a bug of ours leads here; the desktop boots without plugins and the report says so. */
function reportBrokenBoot(boot: Boot, seams: PageSeams, error: unknown): BootReport {
  const report = summarise({
    origin: 'none',
    failures: [asPlugboardError(error)],
    outcomes: [],
    deadlineHit: false,
    overrides: [],
    notes: [],
    timings: boot.timings,
  });
  publishReport(report, boot, seams, undefined, () => undefined);
  return report;
}

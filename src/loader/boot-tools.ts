// What the steps of one boot work with, opened once and closed when the desktop may go on.
import { type PlanContext, PlugboardError } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { type CrashGuard, openCrashGuard } from './crash-guard.ts';
import { type ViolationLog, watchViolations } from './diagnose-bundle.ts';
import { createDownloads, type Downloads } from './download-bundles.ts';
import { runningEngines, sharedLibraries } from './host-environment.ts';
import { createModuleSystem, type ModuleSystem } from './module-system.ts';
import type { PageSeams } from './page-seams.ts';
import type { FormerRelease } from './release-sources.ts';
import { type RuntimeErrors, watchRuntimeErrors } from './runtime-errors.ts';
import { listenToScripts, type ScriptListener } from './script-calls.ts';
import { createUrlRule } from './url-rules.ts';

export type BootTools = {
  readonly boot: Boot;
  readonly planContext: PlanContext;
  readonly downloads: Downloads;
  readonly modules: ModuleSystem;
  readonly guard: CrashGuard;
  readonly runtimeErrors: RuntimeErrors;
  readonly scripts: ScriptListener;
  readonly violations: ViolationLog;
};

export async function openBootTools(
  boot: Boot,
  seams: PageSeams,
  former: FormerRelease,
): Promise<BootTools> {
  const { settings } = boot;
  const guard = await openCrashGuard(settings.registry);
  const violations = watchViolations();
  const scripts = listenToScripts(settings.flex, () =>
    boot.fault(new PlugboardError('plugin-registered-late', { plugin: 'a bundle' })),
  );
  const runtimeErrors = watchRuntimeErrors(boot);
  return {
    boot,
    guard,
    violations,
    scripts,
    runtimeErrors,
    planContext: {
      engines: runningEngines(settings),
      isUrlAllowed: createUrlRule(settings),
      requireIntegrity: settings.requireIntegrity,
      quarantined: guard.quarantined,
    },
    downloads: createDownloads(boot, seams, violations, scripts, former),
    modules: createModuleSystem(seams, scripts, sharedLibraries(settings), runtimeErrors.watch),
  };
}

/** From here on nothing of the boot is evaluated, and the page has its own functions back. */
export function closeBootTools({ boot, downloads, scripts, violations }: BootTools): void {
  boot.end();
  downloads.abort();
  scripts.restore();
  violations.stop();
}

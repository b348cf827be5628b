// Makes a report readable on the page, as `globalThis.plugboard`, and tells of it.
import { type BootReport, explain, PlugboardError, type ReleaseManifest } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { loadCompanion } from './companion.ts';
import type { BootSettings, FlexUser } from './options.ts';
import type { PageSeams } from './page-seams.ts';

export type PlugboardGlobal = {
  /** What bootstrap() resolved to; once deferred plugins have settled too, what has become of all by then. */
  report: BootReport;
  /** One sentence about one plugin, e.g. `plugboard.explain('plugin-crm')` in the browser's console. */
  readonly explain: (plugin: string) => string;
  /**
   * Shows what became of each plugin, and why. Rejects with `panel-not-allowed` where the option `panel`
   * does not allow it, and with `companion-unavailable` when the panel, which lies next to the loader's
   * script, cannot be loaded.
   */
  readonly openPanel: () => Promise<void>;
  /** Takes the listeners of this boot off the page; a later boot does it by itself. */
  readonly dispose: () => void;
};

type Page = { plugboard?: PlugboardGlobal };

export function publishReport(
  report: BootReport,
  boot: Boot,
  seams: PageSeams,
  manifest: ReleaseManifest | undefined,
  dispose: () => void,
): PlugboardGlobal {
  const published: PlugboardGlobal = {
    report,
    explain: (plugin) => explain(published.report, plugin),
    openPanel: async () => {
      const refusal = findPanelRefusal(boot.settings);
      if (refusal) {
        boot.fault(refusal);
        throw refusal;
      }
      const { openPanel } = await loadCompanion('panel', boot, seams);
      openPanel({ report: published.report, manifest, settings: boot.settings });
    },
    dispose,
  };
  (globalThis as Page).plugboard = published;
  boot.emit({ type: 'boot-settled', report });
  return published;
}

/** Only `true` is a yes; without the option everybody may, for the report stands on the page anyway. */
function findPanelRefusal({ panel, manager }: BootSettings): PlugboardError | undefined {
  const { user = {} } = manager as { user?: FlexUser };
  let cause: unknown;
  try {
    const answer: unknown = panel ? panel(user) : true;
    if (answer === true) return undefined;
  } catch (error) {
    cause = error;
  }
  const reason = 'the option panel of bootstrap() did not answer true';
  return new PlugboardError('panel-not-allowed', { reason }, { cause });
}

/** Two boots on one page (a retry, a test) must not both listen. */
export function disposeFormerBoot(): void {
  (globalThis as Page).plugboard?.dispose?.();
}

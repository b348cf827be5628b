// Makes a report readable on the page, as `globalThis.plugboard`, and tells of it.
import { type BootReport, explain } from '../domain/index.ts';
import type { Boot } from './boot.ts';

export type PlugboardGlobal = {
  readonly report: BootReport;
  /** One sentence about one plugin, e.g. `plugboard.explain('plugin-crm')` in the browser's console. */
  readonly explain: (plugin: string) => string;
  /** Takes the listeners of this boot off the page; a later boot does it by itself. */
  readonly dispose: () => void;
};

type Page = { plugboard?: PlugboardGlobal };

export function publishReport(report: BootReport, boot: Boot, dispose: () => void): void {
  const published: PlugboardGlobal = {
    report,
    explain: (plugin) => explain(report, plugin),
    dispose,
  };
  (globalThis as Page).plugboard = published;
  boot.emit({ type: 'boot-settled', report });
}

/** Two boots on one page (a retry, a test) must not both listen. */
export function disposeFormerBoot(): void {
  (globalThis as Page).plugboard?.dispose?.();
}

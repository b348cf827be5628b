// Asks whether this boot has overrides. All the core does is look; what is found is judged by a companion
// that nobody loads who has none. See docs/security.md.
import type { BootReport } from '../domain/index.ts';
import { asPlugboardError, type Boot } from './boot.ts';
import { loadCompanion } from './companion.ts';
import { pageStorage } from './crash-guard.ts';
import type { PageSeams } from './page-seams.ts';
import type { FormerRelease, ResolvedRelease } from './release-sources.ts';

/** What this tab remembers of overrides stands in sessionStorage under this key. */
export const OVERRIDES_KEY = 'plugboard:overrides';

/** A release with the changes that took effect; `overrides` names them. */
export type OverriddenBoot = {
  readonly release: ResolvedRelease & { readonly overrides: readonly string[] };
  readonly former: FormerRelease;
};

export type DevOverrides = {
  /** The boot as it goes on, with settings that keep it from writing any cache. */
  readonly boot: Boot;
  /** Never rejects: what cannot be applied is told as a fault, and the release stays as it is there. */
  readonly apply: (release: ResolvedRelease, former: FormerRelease) => Promise<OverriddenBoot>;
  /** Tells the person at the desktop, once the plugins are up. */
  readonly show: (report: BootReport) => void;
};

/** Undefined for a boot of the release as it is. Never rejects. */
export async function readDevOverrides(
  boot: Boot,
  seams: PageSeams,
): Promise<DevOverrides | undefined> {
  const parameters = new URLSearchParams(location.search);
  const isAsked = parameters.has('plugin-dev') || parameters.has('plugins');
  if (!isAsked && !pageStorage('sessionStorage')?.getItem(OVERRIDES_KEY)) return undefined;
  try {
    return await (await loadCompanion('overrides', boot, seams)).readOverrides(boot);
  } catch (error) {
    boot.fault(asPlugboardError(error));
    return undefined;
  }
}

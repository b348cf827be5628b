// Reads the address and the tab, applies the guard, and says what this boot changes. Everything that is
// refused is told as one fault each, and the desktop boots the release as it is.
import { type DevOverride, parseDevOverrides, parseSafeMode } from '../../domain/index.ts';
import { asPlugboardError, type Boot } from '../boot.ts';
import type { DevOverrides } from '../dev-overrides.ts';
import { takeParameters } from './address.ts';
import { disarm } from './arming.ts';
import { askConsent } from './ask-consent.ts';
import { findLock, isFramed, isLocalPage } from './locks.ts';
import { overrideBoot } from './override-boot.ts';
import { forgetTab, readTab, type TabState, writeTab } from './tab-state.ts';

export async function readOverrides(boot: Boot): Promise<DevOverrides | undefined> {
  const { pluginDev, plugins } = takeParameters();
  const told = tellFaults(boot);
  if (pluginDev === 'off') forgetEverything();
  const remembered = told(readTab) ?? { overrides: [] };
  const safeMode = plugins === undefined ? undefined : told(() => parseSafeMode(plugins));
  const tab = { ...remembered, safeMode: safeMode ?? remembered.safeMode };
  if (safeMode !== undefined) told(() => writeTab(tab));

  const asked = pluginDev === undefined ? undefined : told(() => parseDevOverrides(pluginDev));
  const allowed = await guard(tab, asked === 'off' ? undefined : asked, boot);
  if (allowed.overrides.length === 0 && allowed.safeMode === undefined) return undefined;
  return overrideBoot(boot, allowed);
}

/** What of the overrides may take effect in this boot. */
async function guard(
  tab: TabState,
  asked: readonly DevOverride[] | undefined,
  boot: Boot,
): Promise<TabState> {
  if (asked === undefined && tab.overrides.length === 0) return tab;
  const told = tellFaults(boot);
  const lock = await findLock(boot.settings);
  if (lock) {
    boot.fault(lock);
    const rest = { ...tab, overrides: [] };
    // Frames share the storage of the tab, whose own page may well have the right to it.
    if (!isFramed()) told(() => writeTab(rest));
    return rest;
  }
  if (asked === undefined) return tab;
  const next: TabState = { overrides: asked, safeMode: tab.safeMode };
  if (isLocalPage()) {
    told(() => writeTab(next));
    return next;
  }
  // A person may take longer than a boot: the release starts meanwhile, and consent loads the page anew.
  askConsent(next, boot);
  return tab;
}

function forgetEverything(): void {
  forgetTab();
  disarm();
}

function tellFaults(boot: Boot): <T>(work: () => T) => T | undefined {
  return (work) => {
    try {
      return work();
    } catch (error) {
      boot.fault(asPlugboardError(error));
      return undefined;
    }
  };
}

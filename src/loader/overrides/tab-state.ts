// What this tab remembers of overrides. Whatever could have been written by others is read by the same
// grammar as the address, and arming and permission are asked again on each boot.
import {
  type DevOverride,
  formatDevOverride,
  PlugboardError,
  parseDevOverrides,
  parseSafeMode,
  type SafeMode,
} from '../../domain/index.ts';
import { pageStorage } from '../crash-guard.ts';
import { OVERRIDES_KEY } from '../dev-overrides.ts';
import { LIFETIME_MS, stateOfEnd } from './lifetime.ts';

export type TabState = {
  readonly overrides: readonly DevOverride[];
  readonly safeMode?: SafeMode | undefined;
  /** Milliseconds since the epoch. Absent: from now on for a whole lifetime. */
  readonly until?: number;
};

/** Throws `override-expired` or `override-storage`, and forgets what could not be used. */
export function readTab(): TabState {
  const stored = pageStorage('sessionStorage')?.getItem(OVERRIDES_KEY);
  if (!stored) return { overrides: [] };
  try {
    return parseTab(stored);
  } catch (error) {
    forgetTab();
    throw error;
  }
}

/** Throws where the browser stores nothing. */
export function writeTab({ overrides, safeMode, until }: TabState): void {
  if (overrides.length === 0 && safeMode === undefined) {
    forgetTab();
    return;
  }
  const stored = {
    until: until ?? Date.now() + LIFETIME_MS,
    pluginDev: overrides.map(formatDevOverride).join(','),
    plugins: safeMode === 'off' ? safeMode : safeMode?.map((name) => `-${name}`).join(','),
  };
  sessionStorage.setItem(OVERRIDES_KEY, JSON.stringify(stored));
}

export function forgetTab(): void {
  pageStorage('sessionStorage')?.removeItem(OVERRIDES_KEY);
}

function parseTab(stored: string): TabState {
  const unusable = (cause?: unknown) => new PlugboardError('override-storage', {}, { cause });
  let fields: Record<string, unknown>;
  try {
    fields = Object(JSON.parse(stored)) as Record<string, unknown>;
  } catch (cause) {
    throw unusable(cause);
  }
  const { until, pluginDev, plugins } = fields;
  const end = stateOfEnd(until);
  if (end === 'over') throw new PlugboardError('override-expired', { where: 'tab' });
  if (end === 'never') throw unusable();
  try {
    const overrides = pluginDev ? parseDevOverrides(textOf(pluginDev)) : [];
    if (overrides === 'off') throw unusable();
    const safeMode = plugins === undefined ? undefined : parseSafeMode(textOf(plugins));
    return { overrides, safeMode, until: Number(until) };
  } catch (cause) {
    throw unusable(cause);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

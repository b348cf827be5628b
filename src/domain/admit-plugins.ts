// Judges each plugin of a release by itself: what may not be loaded whatever the others are.
import { isIntegrity } from './integrity.ts';
import { PlugboardError } from './plugboard-error.ts';
import type { ManifestPlugin } from './release-manifest.ts';
import { versionOf } from './version-of.ts';
import type { RangeMatcher } from './version-range.ts';

/** What the page, the browser and the desktop say to a plan. All optional: what is absent is not checked. */
export type PlanContext = {
  /** Running versions by engine name, e.g. `{ "@twilio/flex-ui": "2.17.1" }`. */
  readonly engines?: Readonly<Record<string, string>>;
  readonly isUrlAllowed?: (url: string) => boolean;
  readonly requireIntegrity?: boolean;
  /** `name@version` of the versions that this browser keeps away from. */
  readonly quarantined?: ReadonlySet<string>;
};

/** Why this plugin may not be loaded, or undefined when nothing speaks against it. */
export function findObjection(
  plugin: ManifestPlugin,
  context: PlanContext,
  matches: RangeMatcher,
): PlugboardError | undefined {
  const { uniqueName: name, version, integrity } = plugin;
  if (plugin.archived) return new PlugboardError('plugin-archived', { plugin: name });
  if (context.quarantined?.has(versionOf(plugin))) {
    return new PlugboardError('plugin-quarantined', { plugin: name, version });
  }
  if (context.isUrlAllowed?.(plugin.url) === false) {
    return new PlugboardError('url-not-allowed', { plugin: name, origin: originOf(plugin.url) });
  }
  if (integrity !== undefined && !isIntegrity(integrity)) {
    return new PlugboardError('integrity-malformed', { plugin: name });
  }
  if (integrity === undefined && context.requireIntegrity === true) {
    return new PlugboardError('integrity-required', { plugin: name });
  }
  return findEngineMismatch(plugin, context.engines ?? {}, matches);
}

/** As much of an address as may be told: it may be no URL at all, or carry code or a token. */
function originOf(url: string): string {
  const [origin = ''] = /^([^/?#]*\/\/[^/?#]*|[a-z][a-z\d+.-]*:|[^?#]*)/i.exec(url) ?? [];
  return origin.slice(0, 200);
}

function findEngineMismatch(
  { uniqueName: plugin, engines = {} }: ManifestPlugin,
  runningEngines: Readonly<Record<string, string>>,
  matches: RangeMatcher,
): PlugboardError | undefined {
  for (const [engine, range] of Object.entries(engines)) {
    const running = Object.hasOwn(runningEngines, engine) ? runningEngines[engine] : undefined;
    if (running === undefined) continue;
    const matched = matches(running, range);
    if (matched === undefined) return malformedRange(plugin, `engines.${engine}`, range);
    if (!matched) return new PlugboardError('engine-mismatch', { plugin, engine, range, running });
  }
  return undefined;
}

export function malformedRange(plugin: string, field: string, range: string): PlugboardError {
  return new PlugboardError('entry-invalid', { plugin, field, value: range.slice(0, 60) });
}

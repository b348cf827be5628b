// When may the last-known-good version of a plugin take the place of a version that cannot be had?
import { findObjection, type PlanContext } from './admit-plugins.ts';
import { type LoadPlan, type PlannedPlugin, planLoad } from './load-plan.ts';
import type { ManifestPlugin, ReleaseManifest } from './release-manifest.ts';
import { createRangeMatcher } from './version-range.ts';

/** Each try plans the whole release again, so a release that is refused altogether must not try them all. */
const MAX_TRIES = 20;

/** Plans a release; a refused plugin is replaced by its last-known-good version where that refuses fewer. */
export function planWithStandIns(
  manifest: ReleaseManifest,
  former: ReleaseManifest | undefined,
  context: PlanContext,
): LoadPlan {
  let best = { manifest, plan: planLoad(manifest, context) };
  if (!former || best.plan.refused.length === 0) return best.plan;
  const formerOf = byName(former.plugins);
  for (const { plugin } of best.plan.refused.slice(0, MAX_TRIES)) {
    const candidate = formerOf.get(plugin);
    if (!candidate) continue;
    const changed = replacePlugin(best.manifest, candidate);
    if (!changed) continue;
    const plan = planLoad(changed, context);
    if (plan.refused.length < best.plan.refused.length) best = { manifest: changed, plan };
  }
  return best.plan;
}

/** The last-known-good version as a plan entry in the place of `plugin`, or undefined when it does not fit. */
export function findStandIn(
  plan: LoadPlan,
  plugin: PlannedPlugin,
  former: ReleaseManifest | undefined,
  context: PlanContext,
): PlannedPlugin | undefined {
  const candidate = former?.plugins.find(({ uniqueName }) => uniqueName === plugin.uniqueName);
  if (!candidate || isSameVersion(candidate, plugin)) return undefined;
  const matches = createRangeMatcher();
  if (findObjection(candidate, context, matches)) return undefined;

  const planned = plan.phases.flatMap(({ plugins }) => plugins);
  const earlier = byName(planned.slice(0, planned.indexOf(plugin)));
  const dependents = planned.filter(({ requires }) => requires.includes(plugin.uniqueName));
  const fitsDependents = dependents.every(({ dependencies = {} }) =>
    matches(candidate.version, dependencies[plugin.uniqueName] ?? '*'),
  );
  const needs = Object.entries(candidate.dependencies ?? {});
  const hasNeeds = needs.every(([name, range]) => matches(earlier.get(name)?.version ?? '', range));
  if (!fitsDependents || !hasNeeds) return undefined;
  return {
    ...candidate,
    phase: plugin.phase,
    requires: needs.map(([name]) => name),
    follows: plugin.follows,
    insteadOf: plugin.version,
  };
}

function replacePlugin(
  manifest: ReleaseManifest,
  candidate: ManifestPlugin,
): ReleaseManifest | undefined {
  const { uniqueName } = candidate;
  const entry = manifest.plugins.find((plugin) => plugin.uniqueName === uniqueName);
  if (entry && isSameVersion(entry, candidate)) return undefined;
  const insteadOf = entry?.version ?? 'an unusable entry';
  const standIn = { ...candidate, insteadOf };
  const rest = manifest.refusedEntries.filter(({ plugin }) => plugin !== uniqueName);
  const plugins = entry
    ? manifest.plugins.map((plugin) => (plugin === entry ? standIn : plugin))
    : [...manifest.plugins, standIn];
  return { ...manifest, plugins, refusedEntries: rest };
}

function isSameVersion(a: ManifestPlugin, b: ManifestPlugin): boolean {
  return a.version === b.version && a.url === b.url;
}

function byName<T extends ManifestPlugin>(plugins: readonly T[]): ReadonlyMap<string, T> {
  return new Map(plugins.map((plugin) => [plugin.uniqueName, plugin]));
}

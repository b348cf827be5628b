// The rules of a plan once more, written for the eye and not for speed: fixpoints and searches over names.
import satisfies from 'semver/functions/satisfies.js';
import type { ManifestPlugin } from '../../src/domain/index.ts';

export type Verdict = 'up' | 'archived' | 'unmet' | 'cycle' | 'blocked';

/** What becomes of each plugin of a release without duplicate names. */
export function judge(plugins: readonly ManifestPlugin[]): Map<string, Verdict> {
  const byName = new Map(plugins.map((plugin) => [plugin.uniqueName, plugin]));
  const verdicts = new Map<string, Verdict>();
  for (const plugin of plugins) {
    if (plugin.archived) verdicts.set(plugin.uniqueName, 'archived');
    else if (needsOf(plugin).some((name) => !isMet(plugin, byName.get(name)))) {
      verdicts.set(plugin.uniqueName, 'unmet');
    } else verdicts.set(plugin.uniqueName, 'up');
  }
  // Who is refused by itself is no link of a cycle.
  const links = new Map([...byName].filter(([name]) => verdicts.get(name) === 'up'));
  for (const name of links.keys()) {
    if (reaches(name, name, links)) verdicts.set(name, 'cycle');
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const plugin of plugins) {
      const isBlocked = needsOf(plugin).some((name) => verdicts.get(name) !== 'up');
      if (verdicts.get(plugin.uniqueName) !== 'up' || !isBlocked) continue;
      verdicts.set(plugin.uniqueName, 'blocked');
      changed = true;
    }
  }
  return verdicts;
}

export function needsOf({ dependencies = {} }: ManifestPlugin): string[] {
  return Object.keys(dependencies);
}

function isMet(plugin: ManifestPlugin, dependency: ManifestPlugin | undefined): boolean {
  if (!dependency || dependency.phase > plugin.phase) return false;
  const range = plugin.dependencies?.[dependency.uniqueName] ?? '*';
  return satisfies(dependency.version, range, { includePrerelease: true });
}

/** True when `to` can be reached from `from` over one edge or more, all of them between plugins that are there. */
function reaches(from: string, to: string, byName: ReadonlyMap<string, ManifestPlugin>): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (const name of queue) {
    const plugin = byName.get(name);
    for (const need of plugin ? needsOf(plugin) : []) {
      if (need === to) return true;
      if (!seen.has(need)) queue.push(need);
      seen.add(need);
    }
  }
  return false;
}

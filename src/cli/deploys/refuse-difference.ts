// Decides whether a version that exists already is the one that shall be deployed: the same bytes, at the same place,
// with the same promises to the loader. Texts such as the changelog do not count.
import type { PluginVersionResource } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import type { Declared } from './bundle-source.ts';

/** What is wanted; without integrity nothing is said about the bytes, without url the registry chooses it. */
type Wanted = Declared & {
  readonly integrity?: string | undefined;
  readonly url?: string | undefined;
};

export function refuseDifference(
  plugin: string,
  existing: PluginVersionResource,
  wanted: Wanted,
): void {
  const differing = differences(existing, wanted);
  if (differing.length === 0) return;
  throw new CliError({
    code: 'version-exists',
    message: `${plugin} ${existing.version} was deployed before, with another ${differing.join(', ')}.`,
    advice: 'A version never changes. Deploy the change under a new version, such as with --patch.',
    exit: EXIT.conflict,
    details: { plugin, version: existing.version, differing },
  });
}

function differences(existing: PluginVersionResource, wanted: Wanted): string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['integrity', existing.integrity, wanted.integrity ?? existing.integrity],
    ['url', existing.plugin_url, wanted.url ?? existing.plugin_url],
    ['private', existing.private, wanted.private ?? false],
    ['dependencies', existing.dependencies, wanted.dependencies],
    ['optionalDependencies', existing.optional_dependencies, wanted.optionalDependencies],
    ['engines', existing.engines, wanted.engines],
    ['policy', existing.policy, wanted.policy],
    ['format', existing.format, wanted.format],
  ];
  return pairs
    .filter(([, one, other]) => canonical(one) !== canonical(other))
    .map(([name]) => name);
}

/** Databases and people order the keys of an object as they like. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const sorted = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
}

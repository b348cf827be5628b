// Changes a release as a developer or a person in trouble asks for. What the release calls mandatory stays.
import {
  type DevOverride,
  formatDevOverride,
  localBundleUrl,
  type SafeMode,
} from './dev-override.ts';
import { PlugboardError } from './plugboard-error.ts';
import { DEFAULT_PHASE, type ManifestPlugin, type ReleaseManifest } from './release-manifest.ts';

export type OverrideWish = {
  readonly overrides: readonly DevOverride[];
  /** Absent outside safe mode. */
  readonly safeMode?: SafeMode;
  /** Versions that the registry had, by `name@version`; a wish for one that is not here changes nothing. */
  readonly published: ReadonlyMap<string, ManifestPlugin>;
  /** Marks local builds; another one for each boot, so that no verdict on an earlier build sticks. */
  readonly localTag: string;
};

export type OverriddenRelease = {
  readonly manifest: ReleaseManifest;
  /** What took effect, in the words of the parameter. */
  readonly applied: readonly string[];
  readonly refused: readonly PlugboardError[];
};

type Replacement = { readonly words: string; readonly entry: ManifestPlugin };

/** Never throws: a wish that cannot be fulfilled is among the refused, and the others take effect. */
export function applyOverrides(release: ReleaseManifest, wish: OverrideWish): OverriddenRelease {
  const replacements = wish.overrides.flatMap((it) => replacementFor(it, release, wish) ?? []);
  const replaced = replacements.reduce(replaceEntry, release);
  const kept = neededByMandatory(replaced);
  const left = namesToLeaveOut(replaced, wish).filter((name) => !kept.has(name));
  const named = namesLeftOutByName(wish);
  return {
    manifest: {
      ...replaced,
      plugins: replaced.plugins.filter(({ uniqueName }) => !left.includes(uniqueName)),
      refusedEntries: replaced.refusedEntries.filter(({ plugin }) => !left.includes(plugin)),
    },
    applied: [...replacements.map(({ words }) => words), ...left.map((name) => `-${name}`)],
    refused: named.flatMap((plugin) => refusalToLeaveOut(plugin, replaced, kept) ?? []),
  };
}

function replacementFor(
  override: DevOverride,
  { plugins }: ReleaseManifest,
  { published, localTag }: OverrideWish,
): Replacement | undefined {
  const words = formatDevOverride(override);
  const released = plugins.find(({ uniqueName }) => uniqueName === override.plugin);
  if (override.kind === 'local') {
    const { plugin, port } = override;
    return { words, entry: localEntry(plugin, localBundleUrl(plugin, port), localTag, released) };
  }
  const found = override.kind === 'version' ? published.get(words) : undefined;
  return found && { words, entry: publishedEntry(found, released) };
}

/** What the local build declares is unknown here, so it stands for what the release says of the plugin. */
function localEntry(
  uniqueName: string,
  url: string,
  localTag: string,
  released: ManifestPlugin | undefined,
): ManifestPlugin {
  const { version: insteadOf, ...declared } = released ?? NEW_PLUGIN;
  // Build metadata counts for nothing in a range, so dependents accept it as they do the release's version.
  const separator = insteadOf?.includes('+') ? '.' : '+';
  const version = `${insteadOf ?? '0.0.0'}${separator}${localTag}`;
  return {
    ...declared,
    uniqueName,
    version,
    url,
    integrity: undefined,
    archived: false,
    insteadOf,
  };
}

const NEW_PLUGIN = {
  version: undefined,
  phase: DEFAULT_PHASE,
  format: 'flex',
  policy: 'normal',
} as const;

function publishedEntry(
  found: ManifestPlugin,
  released: ManifestPlugin | undefined,
): ManifestPlugin {
  if (!released) return found;
  const { phase, policy, version: insteadOf } = released;
  return { ...found, phase, policy, insteadOf };
}

function replaceEntry(manifest: ReleaseManifest, { entry }: Replacement): ReleaseManifest {
  const { uniqueName: name } = entry;
  const at = manifest.plugins.findIndex(({ uniqueName }) => uniqueName === name);
  return {
    ...manifest,
    plugins:
      at === -1
        ? [...manifest.plugins, entry]
        : manifest.plugins.map((it, index) => (index === at ? entry : it)),
    refusedEntries: manifest.refusedEntries.filter(({ plugin }) => plugin !== name),
  };
}

function namesLeftOutByName({ overrides, safeMode = [] }: OverrideWish): readonly string[] {
  const without = overrides.filter(({ kind }) => kind === 'without').map(({ plugin }) => plugin);
  return [...new Set([...without, ...(safeMode === 'off' ? [] : safeMode)])];
}

function namesToLeaveOut(manifest: ReleaseManifest, wish: OverrideWish): readonly string[] {
  const listed = namesIn(manifest);
  if (wish.safeMode === 'off') return [...listed];
  return namesLeftOutByName(wish).filter((name) => listed.has(name));
}

function refusalToLeaveOut(
  plugin: string,
  manifest: ReleaseManifest,
  kept: ReadonlyMap<string, string>,
): PlugboardError | undefined {
  const root = kept.get(plugin);
  if (root !== undefined) return new PlugboardError('override-mandatory', { plugin, root });
  return namesIn(manifest).has(plugin)
    ? undefined
    : new PlugboardError('override-unknown', { plugin });
}

function namesIn({ plugins, refusedEntries }: ReleaseManifest): Set<string> {
  return new Set([
    ...plugins.map(({ uniqueName }) => uniqueName),
    ...refusedEntries.map(({ plugin }) => plugin),
  ]);
}

/** Mandatory plugins and, without end, what they need; each with the mandatory plugin that needs it. */
function neededByMandatory({ plugins }: ReleaseManifest): ReadonlyMap<string, string> {
  const entryOf = new Map(plugins.map((plugin) => [plugin.uniqueName, plugin]));
  const mandatory = plugins.filter(({ policy }) => policy === 'mandatory');
  const needed = new Map(mandatory.map(({ uniqueName }) => [uniqueName, uniqueName]));
  for (const [name, root] of needed) {
    for (const dependency of Object.keys(entryOf.get(name)?.dependencies ?? {})) {
      if (!needed.has(dependency)) needed.set(dependency, root);
    }
  }
  return needed;
}

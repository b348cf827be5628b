// Builders of manifests: each gives something valid, and takes only what a test cares about.
import type { ManifestPluginResource, ReleaseManifestResource } from '../domain/index.ts';
import type { PluginCode } from './plugin-code.ts';

const CDN = 'https://cdn.example';

/** A SID: `sidOf('FP', 1)` is FP and 32 hexadecimal digits. */
export function sidOf(prefix: string, number: number): string {
  return prefix + number.toString(16).padStart(32, '0');
}

/** A configured plugin as a manifest lists it, with what runs as its bundle. */
export type TestPlugin = ManifestPluginResource & {
  /** Default: a plugin that starts and does nothing. */
  readonly code?: PluginCode;
};

/**
 * A manifest entry for a plugin of this name: version 1.0.0, phase 3, served from `https://cdn.example`, with
 * whatever is given in the place of the defaults.
 */
export function aPlugin(name: string, given: Partial<TestPlugin> = {}): TestPlugin {
  const version = given.version ?? '1.0.0';
  return {
    plugin_sid: sidOf('FP', hash(name)),
    plugin_version_sid: sidOf('FV', hash(`${name}@${version}`)),
    unique_name: name,
    version,
    plugin_url: `${CDN}/${name}/${version}/bundle.js`,
    phase: 3,
    private: false,
    plugin_archived: false,
    plugin_version_archived: false,
    ...given,
  };
}

/** A release of these entries, malformed ones too. Different entries make a different release SID. */
export function aManifest(
  plugins: readonly unknown[],
  given: Partial<ReleaseManifestResource> = {},
): ReleaseManifestResource {
  const number = hash(JSON.stringify(plugins));
  return {
    account_sid: sidOf('AC', 1),
    release_sid: sidOf('FK', number),
    configuration_sid: sidOf('FJ', number),
    date_created: '2026-01-01T00:00:00Z',
    plugins: plugins as ManifestPluginResource[],
    ...given,
  };
}

/**
 * The manifest of a release of these plugins, for the option `seed` of bootstrap() for example. In a desktop
 * `registry.release()` makes it.
 */
export function aRelease(
  plugins: readonly TestPlugin[],
  given: Partial<ReleaseManifestResource> = {},
): ReleaseManifestResource {
  return aManifest(plugins.map(withoutCode), given);
}

/** As it goes over the wire. */
export function withoutCode(plugin: TestPlugin): ManifestPluginResource {
  const { code: _, ...resource } = plugin;
  return resource;
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return value;
}

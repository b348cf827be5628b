// Turns what came from a network, a cache or a page into a ReleaseManifest, or says what is wrong with it.
// One bad entry refuses that entry; only a manifest that is no manifest at all is an error.
import { PlugboardError } from './plugboard-error.ts';
import { parseReleaseBundle, type ReleaseBundle } from './release-bundle.ts';
import type { BundleFormat, PluginPolicy } from './resources.ts';
import { isSid } from './sid.ts';

/** A configured plugin with its version resolved: what the loader needs to know of it. */
export type ManifestPlugin = {
  readonly uniqueName: string;
  readonly version: string;
  readonly url: string;
  readonly phase: number;
  readonly archived: boolean;
  readonly format: BundleFormat;
  readonly policy: PluginPolicy;
  readonly integrity?: string;
  /** Absent when the version declares nothing at all: such a plugin keeps Flex's one-after-another order. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  /** The release's version, where this entry is a last-known-good version that stands in for it. */
  readonly insteadOf?: string;
};

/** An entry that could not be read; `plugin` is its name, or its position where even that is missing. */
export type RefusedEntry = { readonly plugin: string; readonly error: PlugboardError };

/** A Release with its ConfiguredPlugins resolved. */
export type ReleaseManifest = {
  readonly accountSid: string;
  readonly releaseSid: string;
  readonly configurationSid: string;
  readonly dateCreated: string;
  readonly plugins: readonly ManifestPlugin[];
  readonly refusedEntries: readonly RefusedEntry[];
  readonly releaseBundle?: ReleaseBundle | undefined;
};

/** Twilio's default phase for customer plugins. Source: flex-plugins-api-client and Flex UI 2.17.1. */
export const DEFAULT_PHASE = 3;

/** Plugin names as Twilio's tools accept them. */
export const UNIQUE_NAME = /^[\w-]{1,200}$/;

const FORMATS: readonly BundleFormat[] = ['flex', 'system'];
const POLICIES: readonly PluginPolicy[] = ['mandatory', 'normal', 'deferred'];

/**
 * Reads a manifest resource. Throws `manifest-shape` when the whole is unusable; entries that are
 * unusable by themselves end in `refusedEntries` and never touch the others.
 */
export function parseReleaseManifest(input: unknown): ReleaseManifest {
  if (!isRecord(input)) throw shapeError('the document');
  if (!isSid('release', input['release_sid'])) throw shapeError('release_sid');
  if (!isSid('configuration', input['configuration_sid'])) {
    throw shapeError('configuration_sid');
  }
  if (!isSid('account', input['account_sid'])) throw shapeError('account_sid');
  const entries = input['plugins'];
  if (!Array.isArray(entries)) throw shapeError('plugins');

  const plugins: ManifestPlugin[] = [];
  const refusedEntries: RefusedEntry[] = [];
  entries.forEach((entry: unknown, index) => {
    const read = parseEntry(entry, index);
    if ('error' in read) refusedEntries.push(read);
    else plugins.push(read);
  });
  return {
    accountSid: input['account_sid'],
    releaseSid: input['release_sid'],
    configurationSid: input['configuration_sid'],
    dateCreated: typeof input['date_created'] === 'string' ? input['date_created'] : '',
    plugins,
    refusedEntries,
    releaseBundle: parseReleaseBundle(input['release_bundle']),
  };
}

function parseEntry(entry: unknown, index: number): ManifestPlugin | RefusedEntry {
  const name = isRecord(entry) ? entry['unique_name'] : undefined;
  const plugin = typeof name === 'string' && UNIQUE_NAME.test(name) ? name : `#${index}`;
  const refuse = (field: string): RefusedEntry => ({
    plugin,
    error: new PlugboardError('entry-invalid', { plugin, field }),
  });

  if (!isRecord(entry)) return refuse('the entry');
  if (plugin !== name) return refuse('unique_name');
  const {
    version,
    plugin_url: url,
    phase = DEFAULT_PHASE,
    format = 'flex',
    policy = 'normal',
  } = entry;
  if (!isText(version)) return refuse('version');
  if (!isText(url)) return refuse('plugin_url');
  if (typeof phase !== 'number' || !Number.isSafeInteger(phase) || phase < 0) {
    return refuse('phase');
  }
  if (!isOneOf(FORMATS, format)) return refuse('format');
  if (!isOneOf(POLICIES, policy)) return refuse('policy');
  const integrity = entry['integrity'] ?? undefined;
  if (integrity !== undefined && typeof integrity !== 'string') return refuse('integrity');

  for (const field of RANGE_MAPS) {
    if (!isRangeMap(entry[field] ?? {})) return refuse(field);
  }
  const rangeMap = (field: (typeof RANGE_MAPS)[number]) =>
    (entry[field] ?? undefined) as Readonly<Record<string, string>> | undefined;
  return {
    uniqueName: plugin,
    version,
    url,
    phase,
    archived: entry['plugin_archived'] === true || entry['plugin_version_archived'] === true,
    format,
    policy,
    integrity,
    dependencies: rangeMap('dependencies'),
    optionalDependencies: rangeMap('optional_dependencies'),
    engines: rangeMap('engines'),
  };
}

const RANGE_MAPS = ['dependencies', 'optional_dependencies', 'engines'] as const;

function shapeError(field: string): PlugboardError {
  return new PlugboardError('manifest-shape', { field });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 4096;
}

function isOneOf<T extends string>(choices: readonly T[], value: unknown): value is T {
  return choices.includes(value as T);
}

function isRangeMap(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((range) => typeof range === 'string');
}

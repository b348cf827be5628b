// Which version a deploy has: the one that is given, the next one after the newest, or the one in package.json.
import compare from 'semver/functions/compare.js';
import inc from 'semver/functions/inc.js';
import valid from 'semver/functions/valid.js';
import { listPluginVersions, type PluginsApi } from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import { usageError } from '../failures/usage-error.ts';

export type VersionFlags = {
  readonly version?: string;
  readonly major?: boolean;
  readonly minor?: boolean;
  readonly patch?: boolean;
};

type Known = {
  readonly fromPackage: string | undefined;
  /** Whether this version is the very one that shall be deployed. */
  readonly isWanted: (version: PluginVersionResource) => Promise<boolean>;
};

const STEPS = ['major', 'minor', 'patch'] as const;

export async function chooseVersion(
  api: PluginsApi,
  plugin: string | undefined,
  flags: VersionFlags,
  { fromPackage, isWanted }: Known,
): Promise<string> {
  const steps = STEPS.filter((step) => flags[step]);
  if (steps.length + (flags.version === undefined ? 0 : 1) > 1) {
    throw usageError(
      'More than one version is asked for.',
      'Give one of --version, --major, --minor, --patch.',
    );
  }
  const [step] = steps;
  if (step !== undefined) {
    const newest = await newestVersion(api, plugin);
    // A step that is run again must not count up again.
    if (newest && !newest.archived && (await isWanted(newest))) return newest.version;
    return inc(newest?.version ?? '0.0.0', step) ?? '0.0.1';
  }
  const version = flags.version ?? fromPackage;
  if (version === undefined) {
    throw usageError(
      'The version is not known.',
      'Give --version 1.2.3 or --patch, or deploy a folder with a package.json.',
    );
  }
  if (valid(version) === null) {
    throw usageError(`${version} is no semantic version.`, 'It looks like 1.2.3.');
  }
  return version;
}

/** The highest, not the latest: a fix of an old line may have been deployed last. */
async function newestVersion(
  api: PluginsApi,
  plugin: string | undefined,
): Promise<PluginVersionResource | undefined> {
  if (plugin === undefined) return undefined;
  let newest: PluginVersionResource | undefined;
  for await (const row of listPluginVersions(api, plugin)) {
    if (!valid(row.version)) continue;
    if (!newest || compare(row.version, newest.version) > 0) newest = row;
  }
  return newest;
}

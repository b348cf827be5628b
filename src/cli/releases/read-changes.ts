// Reads --enable, --disable and --phase as changes of plugins, with the versions that they name.
import {
  fetchPlugin,
  fetchPluginVersion,
  listPluginVersions,
  type PluginsApi,
} from '../../client/index.ts';
import { DEFAULT_PHASE, type PluginVersionResource } from '../../domain/index.ts';
import type { PluginChange } from '../../registry/releases/rebase.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';
import { type Member, memberOfVersion } from './member.ts';

export type ChangeFlags = {
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly phase?: readonly string[];
  readonly name?: string;
  readonly description?: string;
  readonly allowBroken?: boolean;
};

export type ReadChanges = {
  readonly changes: readonly PluginChange[];
  /** The enabled versions by their SID. */
  readonly enabled: ReadonlyMap<string, Member>;
};

export async function readChanges(api: PluginsApi, flags: ChangeFlags): Promise<ReadChanges> {
  const phases = readPhases(flags);
  const changes: PluginChange[] = [];
  const enabled = new Map<string, Member>();
  for (const entry of flags.enable ?? []) {
    const { name, version } = splitEntry(entry);
    const [plugin, found] = await Promise.all([
      fetchPlugin(api, name),
      findVersion(api, name, version),
    ]);
    const phase = phases.get(name);
    enabled.set(found.sid, memberOfVersion(plugin, found, phase ?? DEFAULT_PHASE));
    const change = { kind: 'enable', plugin: plugin.unique_name, versionSid: found.sid } as const;
    changes.push(phase === undefined ? change : { ...change, phase });
  }
  for (const name of flags.disable ?? []) {
    changes.push({ kind: 'disable', plugin: (await fetchPlugin(api, name)).unique_name });
  }
  return { changes, enabled };
}

export function splitEntry(entry: string): { name: string; version: string } {
  const at = entry.indexOf('@');
  if (at > 0 && at < entry.length - 1) {
    return { name: entry.slice(0, at), version: entry.slice(at + 1) };
  }
  throw usageError(
    `--enable ${entry} names no version.`,
    `Write --enable ${entry.replace(/@.*$/, '') || 'name'}@1.2.3, or @latest for the version created last.`,
  );
}

/** Phases by plugin; each has to belong to a plugin that is enabled in the same call. */
export function readPhases({ phase = [], enable = [] }: ChangeFlags): Map<string, number> {
  const names = enable.map((entry) => splitEntry(entry).name);
  return new Map(
    phase.map((entry) => {
      const [, name = '', number] = /^([^=]+)=(\d{1,4})$/.exec(entry) ?? [];
      if (!names.includes(name)) {
        throw usageError(
          `--phase ${entry} does not set the phase of a plugin that is enabled.`,
          'Write --enable name@version --phase name=3.',
        );
      }
      return [name, Number(number)];
    }),
  );
}

/** "Latest" is what Twilio's tools mean by it: created last. */
export async function findVersion(
  api: PluginsApi,
  plugin: string,
  version: string,
): Promise<PluginVersionResource> {
  if (version !== 'latest') return fetchPluginVersion(api, plugin, version);
  for await (const latest of listPluginVersions(api, plugin, { pageSize: 1 })) return latest;
  throw new CliError({
    code: 'version-unknown',
    message: `${plugin} has no version yet.`,
    advice: 'Deploy one with `plugboard deploy`.',
    exit: EXIT.failed,
  });
}

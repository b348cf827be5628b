// What a composed release is asked for: names as they were typed, so that `latest` is decided in the transaction.
import type { PluginsApi, PluginToEnable } from '../../client/index.ts';
import { type ChangeFlags, findVersion, readPhases, splitEntry } from './read-changes.ts';

export async function changesToSend(
  api: PluginsApi,
  flags: ChangeFlags,
): Promise<{ enable: PluginToEnable[]; disable: readonly string[] }> {
  const phases = readPhases(flags);
  const enable: PluginToEnable[] = [];
  for (const entry of flags.enable ?? []) {
    const { name, version } = splitEntry(entry);
    const phase = phases.get(name);
    // Only the form that names a version by SID carries a phase.
    if (phase === undefined) enable.push(entry);
    else enable.push({ pluginVersionSid: (await findVersion(api, name, version)).sid, phase });
  }
  return { enable, disable: flags.disable ?? [] };
}

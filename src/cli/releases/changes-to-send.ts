// What a composed release is asked for: names as they were typed, so that `latest` is decided in the transaction.
import type { PluginsApi, PluginToEnable } from '../../client/index.ts';
import { type ChangeFlags, findVersion, readPhases, splitEntry } from './read-changes.ts';
import { refuseMovingLatest } from './refuse-moving-latest.ts';

export async function changesToSend(
  api: PluginsApi,
  flags: ChangeFlags & { readonly idempotencyKey?: string },
): Promise<{ enable: PluginToEnable[]; disable: readonly string[] }> {
  const phases = readPhases(flags);
  const entries = flags.enable ?? [];
  // Only the form that names a version by SID carries a phase.
  refuseMovingLatest(
    flags,
    entries.filter((entry) => phases.has(splitEntry(entry).name)),
  );
  const enable: PluginToEnable[] = [];
  for (const entry of entries) {
    const { name, version } = splitEntry(entry);
    const phase = phases.get(name);
    if (phase === undefined) enable.push(entry);
    else enable.push({ pluginVersionSid: (await findVersion(api, name, version)).sid, phase });
  }
  return { enable, disable: flags.disable ?? [] };
}

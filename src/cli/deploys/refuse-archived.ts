// Refuses what is archived: it is there still, but never will be released.
import type { PluginResource, PluginVersionResource } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';

export function refuseArchivedPlugin({ unique_name: plugin, archived }: PluginResource): void {
  if (!archived) return;
  throw new CliError({
    code: 'plugin-archived',
    message: `${plugin} is archived.`,
    advice: 'An archived plugin cannot come back. Deploy it under a new name.',
    exit: EXIT.refused,
    details: { plugin },
  });
}

export function refuseArchivedVersion(
  plugin: string,
  { version, archived }: PluginVersionResource,
): void {
  if (!archived) return;
  throw new CliError({
    code: 'version-archived',
    message: `${plugin} ${version} was deployed before and is archived by now.`,
    advice: 'An archived version cannot come back. Deploy a new version, such as with --patch.',
    exit: EXIT.refused,
    details: { plugin, version },
  });
}

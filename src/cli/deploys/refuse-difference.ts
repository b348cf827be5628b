// Refuses a version that exists already unless it is the one that shall be deployed and can still be released.
import type { PluginsApi } from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { compareVersion, type VersionDifferences, type WantedVersion } from './compare-version.ts';
import { refuseArchivedVersion } from './refuse-archived.ts';

export async function refuseDifference(
  api: PluginsApi,
  plugin: string,
  existing: PluginVersionResource,
  wanted: WantedVersion,
): Promise<void> {
  refuseArchivedVersion(plugin, existing);
  const differences = await compareVersion(api, existing, wanted);
  const { version } = existing;
  const { differing, files } = differences;
  if (differing.length === 0) return;
  throw new CliError({
    code: 'version-exists',
    message: `${plugin} ${version} was deployed before and differs in ${describe(differences)}.`,
    advice: 'A version never changes. Deploy the change under a new version, such as with --patch.',
    exit: EXIT.conflict,
    details: { plugin, version, differing, ...(files.length > 0 && { files }) },
  });
}

const MAX_FILES = 5;

function describe({ differing, files }: VersionDifferences): string {
  const fields = differing.join(', ');
  if (files.length === 0) return fields;
  const more = files.length > MAX_FILES ? ` and ${files.length - MAX_FILES} more` : '';
  return `${fields} (${files.slice(0, MAX_FILES).join(', ')}${more})`;
}

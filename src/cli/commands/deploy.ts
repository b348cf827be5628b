// `plugboard deploy`: registers a version of a plugin. The same again is success, so a pipeline step can be rerun.
import {
  fetchPlugin,
  fetchPluginVersion,
  type PluginsApi,
  undefinedWhenNotFound,
} from '../../client/index.ts';
import { type PluginVersionResource, UNIQUE_NAME } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import { openSource, type SourceFlags } from '../deploys/bundle-source.ts';
import { chooseVersion, type VersionFlags } from '../deploys/choose-version.ts';
import { compareVersion, type WantedVersion } from '../deploys/compare-version.ts';
import { type Published, publishOnce } from '../deploys/publish-once.ts';
import { readPackage } from '../deploys/read-package.ts';
import { refuseArchivedPlugin } from '../deploys/refuse-archived.ts';
import { refuseDifference } from '../deploys/refuse-difference.ts';
import { registerPlugin, updateTexts } from '../deploys/register-plugin.ts';
import { usageError } from '../failures/usage-error.ts';
import type { Result } from '../result.ts';
import type { Shape } from '../shape.ts';

export type DeployFlags = VersionFlags &
  SourceFlags & {
    readonly name?: string;
    readonly friendlyName?: string;
    readonly description?: string;
    readonly changelog?: string;
    readonly private?: boolean;
  };

export const DEPLOYED_SHAPE: Shape = {
  plugin: 'text',
  pluginSid: 'text',
  version: 'text',
  pluginVersionSid: 'text',
  url: 'text',
  integrity: 'text or null',
  bytes: 'number or null',
  created: 'true or false',
  'undo?': 'text',
};

export const deploy: RunCommand<DeployFlags> = async (context, { args: [folder = '.'], flags }) => {
  const found = await readPackage(context.terminal.cwd, folder);
  const name = nameOf(flags.name ?? found.name);
  const api = await context.connect();
  const known = await undefinedWhenNotFound(fetchPlugin(api, name));
  if (known) refuseArchivedPlugin(known);
  const source = await openSource(context, api, { ...flags, folder, name });
  const promises = { private: flags.private ?? false, ...found.flexPlugin };
  const wanted = { ...promises, ...source };
  const version = await chooseVersion(api, known?.sid, flags, {
    fromPackage: found.version,
    isWanted: (existing) => isWanted(api, existing, wanted),
  });
  const existing =
    known && (await undefinedWhenNotFound(fetchPluginVersion(api, known.sid, version)));
  if (existing) await refuseDifference(api, name, existing, wanted);
  const { description = found.description } = flags;
  const plugin = known ?? (await registerPlugin(api, name, { ...flags, description }));
  const { changelog } = flags;
  const declared = { version, ...promises, ...(changelog !== undefined && { changelog }) };
  const published = existing
    ? { deployed: existing, created: false }
    : await publishOnce(api, { name, pluginSid: plugin.sid, source, declared, wanted });
  // The last step, so that a deploy that is refused leaves them as they are.
  await updateTexts(api, plugin, flags);
  return resultOf(context, { name, ...published, bytes: source.size });
};

/** Bytes that were not looked at may be others than those that a version has the integrity of. */
async function isWanted(
  api: PluginsApi,
  existing: PluginVersionResource,
  wanted: WantedVersion,
): Promise<boolean> {
  if (existing.integrity !== wanted.integrity) return false;
  return (await compareVersion(api, existing, wanted)).differing.length === 0;
}

function nameOf(name: string | undefined): string {
  if (name !== undefined && UNIQUE_NAME.test(name)) return name;
  throw usageError(
    name === undefined ? 'The plugin has no name.' : `${name} cannot be the name of a plugin.`,
    'Give --name: letters, digits, _ and - only.',
  );
}

type Deployed = Published & {
  readonly name: string;
  readonly bytes: number | undefined;
};

function resultOf({ paint }: Context, { name, deployed, created, bytes }: Deployed): Result {
  const label = `${name} ${deployed.version}`;
  return {
    json: {
      plugin: name,
      pluginSid: deployed.plugin_sid,
      version: deployed.version,
      pluginVersionSid: deployed.sid,
      url: deployed.plugin_url,
      integrity: deployed.integrity ?? null,
      bytes: bytes ?? null,
      created,
    },
    text: () =>
      [
        created
          ? `${paint.good('Deployed')} ${paint.strong(label)} (${deployed.sid})`
          : `${paint.strong(label)} is deployed already (${deployed.sid})`,
        `Make it live: plugboard release --enable ${name}@${deployed.version}`,
      ].join('\n'),
    undo: created ? `plugboard archive version ${name} ${deployed.version} --yes` : undefined,
  };
}

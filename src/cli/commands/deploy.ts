// `plugboard deploy`: registers a version of a plugin. The same again is success, so a pipeline step can be rerun.
import {
  createPlugin,
  fetchPlugin,
  fetchPluginVersion,
  type PluginsApi,
  undefinedWhenNotFound,
  updatePlugin,
} from '../../client/index.ts';
import {
  type PluginResource,
  type PluginVersionResource,
  UNIQUE_NAME,
} from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import { type Declared, openSource, type SourceFlags } from '../deploys/bundle-source.ts';
import { chooseVersion, type VersionFlags } from '../deploys/choose-version.ts';
import { type PluginPackage, readPackage } from '../deploys/read-package.ts';
import { refuseDifference } from '../deploys/refuse-difference.ts';
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
  const plugin = await undefinedWhenNotFound(fetchPlugin(api, name));
  const source = await openSource(context, api, { ...flags, folder, name });
  const version = await chooseVersion(api, plugin?.sid, flags, {
    fromPackage: found.version,
    integrity: source.integrity,
  });
  const declared: Declared = {
    version,
    private: flags.private ?? false,
    ...found.flexPlugin,
    ...(flags.changelog !== undefined && { changelog: flags.changelog }),
  };
  const registered = await registerPlugin(api, plugin, { name, flags, found });
  const existing = await undefinedWhenNotFound(fetchPluginVersion(api, registered.sid, version));
  if (existing) refuseDifference(name, existing, { ...declared, ...source });
  const deployed = existing ?? (await source.publish(registered.sid, declared));
  return resultOf(context, { name, deployed, created: !existing, bytes: source.size });
};

function nameOf(name: string | undefined): string {
  if (name !== undefined && UNIQUE_NAME.test(name)) return name;
  throw usageError(
    name === undefined ? 'The plugin has no name.' : `${name} cannot be the name of a plugin.`,
    'Give --name: letters, digits, _ and - only.',
  );
}

async function registerPlugin(
  api: PluginsApi,
  plugin: PluginResource | undefined,
  { name, flags, found }: { name: string; flags: DeployFlags; found: PluginPackage },
): Promise<PluginResource> {
  const { friendlyName, description = plugin ? undefined : found.description } = flags;
  const texts = {
    ...(friendlyName !== undefined && { friendlyName }),
    ...(description !== undefined && { description: description.slice(0, 500) }),
  };
  if (!plugin) return createPlugin(api, { uniqueName: name, ...texts });
  const isSame =
    (friendlyName ?? plugin.friendly_name) === plugin.friendly_name &&
    (description ?? plugin.description) === plugin.description;
  return isSame ? plugin : updatePlugin(api, plugin.sid, texts);
}

type Deployed = {
  readonly name: string;
  readonly deployed: PluginVersionResource;
  readonly created: boolean;
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

// What a registry answers: the resources of the Plugins API that a desktop asks for, made from releases in memory.
import type {
  ConfiguredPluginResource,
  ErrorResource,
  ManifestPluginResource,
  PageResource,
  PluginVersionResource,
  ReleaseManifestResource,
  ReleaseResource,
} from '../domain/index.ts';
import { sidOf, type TestPlugin, withoutCode } from './builders.ts';
import { MANIFEST_URL, REGISTRY_URL } from './test-desktop.ts';

export type RegistryAnswer = { readonly status: number; readonly body: object };

const SERVICE = `${REGISTRY_URL}/v1/PluginService`;
const ACCOUNT_SID = sidOf('AC', 1);

/** Answers by address. */
export function registryAnswers(
  active: ReleaseManifestResource | undefined,
  published: readonly TestPlugin[],
): Readonly<Record<string, RegistryAnswer>> {
  const versions = published.map((plugin) => [
    `${SERVICE}/Plugins/${plugin.unique_name}/Versions/${encodeURIComponent(plugin.version)}`,
    found(versionResource(plugin)),
  ]);
  return {
    ...(Object.fromEntries(versions) as Record<string, RegistryAnswer>),
    ...(active ? releaseAnswers(active) : NO_RELEASE),
  };
}

export function manifestOf(
  plugins: readonly TestPlugin[],
  number: number,
): ReleaseManifestResource {
  return {
    account_sid: ACCOUNT_SID,
    release_sid: sidOf('FK', number),
    configuration_sid: sidOf('FJ', number),
    date_created: now(),
    plugins: plugins.map(withoutCode),
  };
}

/** The same configuration as a new release. */
export function repeatRelease(
  manifest: ReleaseManifestResource,
  number: number,
): ReleaseManifestResource {
  return { ...manifest, release_sid: sidOf('FK', number), date_created: now() };
}

export function versionResource(plugin: TestPlugin): PluginVersionResource {
  const {
    plugin_sid,
    plugin_version_sid: sid,
    unique_name,
    phase: _phase,
    plugin_archived: _archived,
    plugin_version_archived: archived,
    ...version
  } = withoutCode(plugin);
  return {
    ...version,
    sid,
    plugin_sid,
    account_sid: ACCOUNT_SID,
    archived,
    changelog: '',
    validated: false,
    date_created: now(),
    url: `${SERVICE}/Plugins/${unique_name}/Versions/${sid}`,
  };
}

function releaseAnswers(active: ReleaseManifestResource): Record<string, RegistryAnswer> {
  const { configuration_sid, plugins } = active;
  const url = `${SERVICE}/Configurations/${configuration_sid}/Plugins`;
  const page: PageResource<'plugins', ConfiguredPluginResource> = {
    plugins: plugins.map((plugin) => configuredPlugin(plugin, active, url)),
    meta: {
      page: 0,
      page_size: 1000,
      first_page_url: url,
      previous_page_url: null,
      url,
      next_page_url: null,
      key: 'plugins',
    },
  };
  return {
    [MANIFEST_URL]: found(active),
    [`${SERVICE}/Releases/Active`]: found(releaseResource(active)),
    [url]: found(page),
  };
}

function releaseResource(active: ReleaseManifestResource): ReleaseResource {
  const { account_sid, release_sid: sid, configuration_sid, date_created } = active;
  return { sid, account_sid, configuration_sid, date_created, url: `${SERVICE}/Releases/${sid}` };
}

function configuredPlugin(
  plugin: ManifestPluginResource,
  { account_sid, configuration_sid, date_created }: ReleaseManifestResource,
  list: string,
): ConfiguredPluginResource {
  return {
    ...plugin,
    account_sid,
    configuration_sid,
    date_created,
    friendly_name: plugin.unique_name,
    description: '',
    changelog: '',
    url: `${list}/${plugin.plugin_sid}`,
  };
}

function found(body: object): RegistryAnswer {
  return { status: 200, body };
}

function notFound(path: string): RegistryAnswer {
  const body: ErrorResource = {
    code: 20404,
    message: `The requested resource ${path} was not found`,
    more_info: 'https://www.twilio.com/docs/errors/20404',
    status: 404,
  };
  return { status: 404, body };
}

const NO_RELEASE = {
  [MANIFEST_URL]: notFound('/PluginService/Releases/Active/Manifest'),
  [`${SERVICE}/Releases/Active`]: notFound('/PluginService/Releases/Active'),
};

/** Twilio's dates have no milliseconds. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}

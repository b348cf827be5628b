// A registry in memory: releases, rollbacks and versions, answered in the wire format of the Plugins API.
import type {
  ConfiguredPluginResource,
  ErrorResource,
  ManifestPluginResource,
  PluginVersionResource,
  ReleaseManifestResource,
  ReleaseResource,
} from '../domain/index.ts';
import { sidOf, type TestPlugin } from './builders.ts';
import type { FakeAnswer, FakeNetwork } from './fake-network.ts';
import type { NetworkFault } from './faults.ts';
import { MANIFEST_URL, REGISTRY_URL } from './test-desktop.ts';

export type TestRegistry = {
  readonly url: string;
  /**
   * Publishes the versions that are new and makes exactly these plugins the active release. Throws where a
   * version that is published comes with other code: a version never changes.
   */
  release(plugins: readonly TestPlugin[]): ReleaseManifestResource;
  /** Makes the configuration before the active one active again, as a new release. Throws without one. */
  rollback(): ReleaseManifestResource;
  /** Every release, the newest, which is the active one, first. */
  readonly releases: readonly ReleaseManifestResource[];
  /** The published versions of a plugin, the newest first. */
  versions(plugin: string): readonly PluginVersionResource[];
  /** From now on the registry has this fault; call the result to heal it. */
  injectFault(fault: NetworkFault): () => void;
  /** How often a desktop has asked for the active release. */
  readonly requestCount: number;
};

type Release = { readonly manifest: ReleaseManifestResource; readonly rollsBackTo?: Release };

const SERVICE = `${REGISTRY_URL}/v1/PluginService`;

/** `serve` puts the bundle of a version that is published on its host. */
export function createTestRegistry(
  network: FakeNetwork,
  serve: (plugin: TestPlugin) => void,
): TestRegistry {
  const releases: Release[] = [];
  const published = new Map<string, TestPlugin>();
  let fault: NetworkFault | undefined;

  const publish = (plugin: TestPlugin) => {
    const version = `${plugin.unique_name}@${plugin.version}`;
    const former = published.get(version);
    if (former && former.code !== plugin.code)
      throw new Error(`${version} is published already; give other code another version.`);
    published.set(version, plugin);
    if (!former) serve(plugin);
  };

  const answerAll = () => {
    for (const [url, body] of Object.entries(resources(releases[0]?.manifest, published))) {
      const well: FakeAnswer = {
        body: JSON.stringify(body),
        headers: JSON_TYPE,
        ...statusOf(body),
      };
      network.answer(url, ...answersWith(fault, well));
    }
  };

  const activate = (release: Release) => {
    releases.unshift(release);
    answerAll();
    return release.manifest;
  };

  answerAll();
  return {
    url: REGISTRY_URL,
    release: (plugins) => {
      plugins.forEach(publish);
      return activate({ manifest: manifestOf(plugins, releases.length + 1) });
    },
    rollback: () => {
      const before = formerOf(releases);
      if (!before) throw new Error('There is no release before the active one to roll back to.');
      const release_sid = sidOf('FK', releases.length + 1);
      const manifest = { ...before.manifest, release_sid, date_created: now() };
      return activate({ manifest, rollsBackTo: before });
    },
    get releases() {
      return releases.map(({ manifest }) => manifest);
    },
    versions: (name) =>
      [...published.values()]
        .filter(({ unique_name }) => unique_name === name)
        .map(versionResource)
        .reverse(),
    injectFault: (injected) => {
      fault = injected;
      answerAll();
      return () => {
        fault = undefined;
        answerAll();
      };
    },
    get requestCount() {
      return network.requestsOf(MANIFEST_URL);
    },
  };
}

/** What a request gets while a fault lasts, and after it. */
export function answersWith(fault: NetworkFault | undefined, well: FakeAnswer): FakeAnswer[] {
  if (!fault) return [well];
  const faulty = { ...well, ...fault.answer };
  return fault.times === undefined
    ? [faulty]
    : [...Array.from({ length: fault.times }, () => faulty), well];
}

/** A second rollback goes one further back, not forth again. */
function formerOf(releases: readonly Release[]): Release | undefined {
  const [active] = releases;
  const standing = active?.rollsBackTo ?? active;
  return releases[standing ? releases.indexOf(standing) + 1 : 0];
}

const JSON_TYPE = { 'content-type': 'application/json' };

function resources(
  active: ReleaseManifestResource | undefined,
  published: ReadonlyMap<string, TestPlugin>,
): Record<string, object> {
  const versions = [...published.values()].map((plugin) => [
    `${SERVICE}/Plugins/${plugin.unique_name}/Versions/${encodeURIComponent(plugin.version)}`,
    versionResource(plugin),
  ]);
  if (!active) {
    return {
      [MANIFEST_URL]: notFound('/PluginService/Releases/Active/Manifest'),
      [`${SERVICE}/Releases/Active`]: notFound('/PluginService/Releases/Active'),
    };
  }
  const { plugins, configuration_sid } = active;
  const url = `${SERVICE}/Configurations/${configuration_sid}/Plugins`;
  return {
    ...(Object.fromEntries(versions) as Record<string, object>),
    [MANIFEST_URL]: active,
    [`${SERVICE}/Releases/Active`]: releaseResource(active),
    [url]: {
      plugins: plugins.map((plugin) => configuredPlugin(plugin, active, url)),
      meta: { page: 0, page_size: 1000, key: 'plugins', url, ...PAGE_LINKS, first_page_url: url },
    },
  };
}

const PAGE_LINKS = { next_page_url: null, previous_page_url: null };

function manifestOf(plugins: readonly TestPlugin[], number: number): ReleaseManifestResource {
  return {
    account_sid: ACCOUNT_SID,
    release_sid: sidOf('FK', number),
    configuration_sid: sidOf('FJ', number),
    date_created: now(),
    plugins: plugins.map(withoutCode),
  };
}

const ACCOUNT_SID = sidOf('AC', 1);

function withoutCode(plugin: TestPlugin): ManifestPluginResource {
  const { code: _, ...resource } = plugin;
  return resource;
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

function versionResource(plugin: TestPlugin): PluginVersionResource {
  const { plugin_sid, plugin_version_sid: sid, ...rest } = withoutCode(plugin);
  const { unique_name, phase: _, plugin_archived: __, plugin_version_archived, ...version } = rest;
  return {
    ...version,
    sid,
    plugin_sid,
    account_sid: ACCOUNT_SID,
    archived: plugin_version_archived,
    changelog: '',
    validated: false,
    date_created: now(),
    url: `${SERVICE}/Plugins/${unique_name}/Versions/${sid}`,
  };
}

function notFound(path: string): ErrorResource {
  return {
    code: 20404,
    message: `The requested resource ${path} was not found`,
    more_info: 'https://www.twilio.com/docs/errors/20404',
    status: 404,
  };
}

function statusOf(body: object): FakeAnswer {
  return 'more_info' in body ? { status: 404 } : {};
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}

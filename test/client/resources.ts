// Builders of Plugins API resources as a server sends them.
import type {
  ConfigurationResource,
  PluginResource,
  PluginVersionResource,
  ReleaseManifestResource,
  ReleaseResource,
} from '../../src/domain/index.ts';

export const sid = (prefix: string, n: number): string => prefix + n.toString(16).padStart(32, '0');

const ACCOUNT = sid('AC', 1);
const DATE = '2026-01-10T20:00:00Z';

export function pluginResource(n = 1): PluginResource {
  return {
    sid: sid('FP', n),
    account_sid: ACCOUNT,
    unique_name: `plugin-${n}`,
    friendly_name: `Plugin ${n}`,
    description: '',
    archived: false,
    date_created: DATE,
    date_updated: DATE,
    url: 'http://registry.test/',
    links: { plugin_versions: 'http://registry.test/' },
  };
}

export function versionResource(version = '1.0.0'): PluginVersionResource {
  return {
    sid: sid('FV', 1),
    account_sid: ACCOUNT,
    plugin_sid: sid('FP', 1),
    version,
    plugin_url: 'https://cdn.test/bundle.js',
    changelog: '',
    private: false,
    archived: false,
    validated: false,
    date_created: DATE,
    url: 'http://registry.test/',
  };
}

export function configurationResource(): ConfigurationResource {
  return {
    sid: sid('FJ', 1),
    account_sid: ACCOUNT,
    name: 'Sprint 1',
    description: '',
    archived: false,
    date_created: DATE,
    url: 'http://registry.test/',
    links: { plugins: 'http://registry.test/' },
  };
}

export function releaseResource(n = 1): ReleaseResource {
  return {
    sid: sid('FK', n),
    account_sid: ACCOUNT,
    configuration_sid: sid('FJ', 1),
    date_created: DATE,
    url: 'http://registry.test/',
  };
}

export function manifestResource(): ReleaseManifestResource {
  return {
    account_sid: ACCOUNT,
    release_sid: sid('FK', 1),
    configuration_sid: sid('FJ', 1),
    date_created: DATE,
    plugins: [],
  };
}

export function notFoundResource(path: string): object {
  return {
    code: 20404,
    message: `The requested resource ${path} was not found`,
    more_info: 'https://www.twilio.com/docs/errors/20404',
    status: 404,
  };
}

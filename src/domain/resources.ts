// The wire shapes of the Plugins API, as they stand in JSON. The first part is Twilio's, the last part is ours.

export type PluginResource = {
  sid: string;
  account_sid: string;
  unique_name: string;
  friendly_name: string;
  description: string;
  archived: boolean;
  date_created: string;
  date_updated: string;
  url: string;
  links: { plugin_versions: string };
};

export type PluginVersionResource = {
  sid: string;
  account_sid: string;
  plugin_sid: string;
  version: string;
  plugin_url: string;
  changelog: string;
  private: boolean;
  archived: boolean;
  validated: boolean;
  date_created: string;
  url: string;
} & PluginVersionExtensions;

export type ConfigurationResource = {
  sid: string;
  account_sid: string;
  name: string;
  description: string;
  archived: boolean;
  date_created: string;
  url: string;
  links: { plugins: string };
};

export type ConfiguredPluginResource = {
  account_sid: string;
  configuration_sid: string;
  plugin_sid: string;
  plugin_version_sid: string;
  phase: number;
  plugin_url: string;
  unique_name: string;
  friendly_name: string;
  description: string;
  plugin_archived: boolean;
  version: string;
  plugin_version_archived: boolean;
  changelog: string;
  private: boolean;
  date_created: string;
  url: string;
} & PluginVersionExtensions;

export type ReleaseResource = {
  sid: string;
  account_sid: string;
  configuration_sid: string;
  date_created: string;
  url: string;
};

export type PageMeta = {
  page: number;
  page_size: number;
  first_page_url: string;
  previous_page_url: string | null;
  url: string;
  next_page_url: string | null;
  key: string;
};

/** A page of a list: the rows stand under the key that `meta.key` names. */
export type PageResource<Key extends string, Row> = { meta: PageMeta } & Record<Key, Row[]>;

/** Twilio's error body. Clients recognise it by `more_info` and read `status` from the body. */
export type ErrorResource = {
  code: number;
  message: string;
  more_info: string;
  status: number;
  details?: Record<string, unknown>;
};

/** How a bundle hands over its plugin: a classic script that calls `Twilio.Flex.Plugins.init`, or System.register. */
export type BundleFormat = 'flex' | 'system';

/** `mandatory` cannot be switched off by a link; `deferred` may start after the desktop is up. */
export type PluginPolicy = 'mandatory' | 'normal' | 'deferred';

/** Plugboard's additions to a plugin version; each is absent unless the version was created with it. */
export type PluginVersionExtensions = {
  integrity?: string;
  dependencies?: Record<string, string>;
  optional_dependencies?: Record<string, string>;
  engines?: Record<string, string>;
  policy?: PluginPolicy;
  format?: BundleFormat;
};

/** One configured plugin as the manifest lists it: what a browser needs to load it and no more. */
export type ManifestPluginResource = {
  plugin_sid: string;
  plugin_version_sid: string;
  unique_name: string;
  version: string;
  plugin_url: string;
  phase: number;
  private: boolean;
  plugin_archived: boolean;
  plugin_version_archived: boolean;
} & PluginVersionExtensions;

/**
 * The hosted bundles of a release in one file: `plugboardRelease({"name@version":function(){…},…})`. Running
 * the file runs no plugin; each part runs when its plugin's turn comes. See docs/adr/0007-release-bundle.md.
 */
export type ReleaseBundleResource = {
  url: string;
  integrity: string;
  /** `first_line`, from 1, tells which plugin a line in an error's stack belongs to. */
  parts: { unique_name: string; version: string; first_line: number }[];
};

/** `GET /v1/PluginService/Releases/Active/Manifest`: a release with its configured plugins resolved. */
export type ReleaseManifestResource = {
  account_sid: string;
  release_sid: string;
  configuration_sid: string;
  date_created: string;
  plugins: ManifestPluginResource[];
  release_bundle?: ReleaseBundleResource;
};

/** `GET …/Plugins/{plugin}/Versions/{version}/Files`: what the registry hosts of a version. */
export type BundleFilesResource = {
  plugin_version_sid: string;
  /** Path of the file that a browser runs. */
  entry: string;
  /** Source maps are listed too; only holders of a deploy key can read them. */
  files: { path: string; size: number; content_type: string; integrity: string; url: string }[];
};

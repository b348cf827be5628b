// The tables as Kysely sees them. One shape for SQLite and PostgreSQL: truth values are 0 and 1, JSON and times are text.
import type { Kysely, Transaction } from 'kysely';

export type Flag = 0 | 1;

export type AccountRow = {
  sid: string;
  friendly_name: string;
  auth_token_hash: string;
  /** Number of the newest audit row; every change of the account takes the next one. */
  sequence: number;
  audit_head: string;
  /** JSON: engine name -> running version, against which new configurations are checked. */
  engines: string | null;
  max_plugins: number | null;
  max_versions: number | null;
  max_bundle_bytes: number | null;
  date_created: string;
};

export type ApiKeyRow = {
  sid: string;
  account_sid: string;
  friendly_name: string;
  secret_hash: string;
  /** Comma-separated scopes. */
  scopes: string;
  revoked: Flag;
  date_created: string;
  sequence: number;
};

export type PluginRow = {
  sid: string;
  account_sid: string;
  unique_name: string;
  friendly_name: string;
  description: string;
  archived: Flag;
  date_created: string;
  date_updated: string;
  sequence: number;
};

export type PluginVersionRow = {
  sid: string;
  account_sid: string;
  plugin_sid: string;
  version: string;
  plugin_url: string;
  changelog: string;
  private: Flag;
  archived: Flag;
  validated: Flag;
  cli_version: string | null;
  validate_status: string | null;
  integrity: string | null;
  dependencies: string | null;
  optional_dependencies: string | null;
  engines: string | null;
  policy: string | null;
  format: string | null;
  date_created: string;
  sequence: number;
};

export type ConfigurationRow = {
  sid: string;
  account_sid: string;
  name: string;
  description: string;
  archived: Flag;
  /** JSON: what the solver said against a configuration that was created with `Policy=warn`. */
  warnings: string | null;
  date_created: string;
  sequence: number;
};

export type ConfiguredPluginRow = {
  configuration_sid: string;
  position: number;
  plugin_sid: string;
  plugin_version_sid: string;
  phase: number;
};

export type ReleaseRow = {
  sid: string;
  account_sid: string;
  configuration_sid: string;
  date_created: string;
  sequence: number;
};

export type AuditRow = {
  account_sid: string;
  sequence: number;
  actor: string;
  action: string;
  resource_sid: string;
  before: string | null;
  after: string | null;
  reason: string | null;
  request_id: string;
  date_created: string;
  previous_hash: string;
  hash: string;
};

export type IdempotencyKeyRow = {
  account_sid: string;
  key: string;
  fingerprint: string;
  status: number;
  body: string;
  date_created: string;
};

export type BundleRow = {
  account_sid: string;
  /** Hash of everything the bundle is: its files, its entry, and whether it is private. */
  id: string;
  private: Flag;
  /** Path of the file that a browser runs. */
  entry: string;
  date_created: string;
};

export type BundleFileRow = {
  account_sid: string;
  bundle_id: string;
  path: string;
  /** SHA-384 of the bytes in hexadecimal: the key under which the storage has them. */
  digest: string;
  size: number;
  /** Bytes of the compressed twin, where the storage has one. */
  brotli_size: number | null;
  gzip_size: number | null;
};

export type HostedVersionRow = {
  plugin_version_sid: string;
  account_sid: string;
  bundle_id: string;
};

export type ReleaseBundleRow = {
  configuration_sid: string;
  account_sid: string;
  bundle_id: string;
  url: string;
  integrity: string;
  /** JSON: the parts as the manifest lists them. */
  parts: string;
};

export type Schema = {
  accounts: AccountRow;
  api_keys: ApiKeyRow;
  plugins: PluginRow;
  plugin_versions: PluginVersionRow;
  configurations: ConfigurationRow;
  configured_plugins: ConfiguredPluginRow;
  releases: ReleaseRow;
  audit: AuditRow;
  idempotency_keys: IdempotencyKeyRow;
  bundles: BundleRow;
  bundle_files: BundleFileRow;
  hosted_versions: HostedVersionRow;
  release_bundles: ReleaseBundleRow;
  shared_secrets: { name: string; value: string };
  schema_version: { version: number };
};

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;
/** Reads work on either. */
export type Db = Database | Tx;

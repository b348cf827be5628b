// Schema 1: accounts and keys, the five resources of the Plugins API, the audit trail and idempotency keys.
import type { CreateTableBuilder } from 'kysely';
import type { Tx } from '../schema.ts';

export async function up(tx: Tx): Promise<void> {
  const { schema } = tx;
  await schema
    .createTable('accounts')
    .addColumn('sid', 'text', (column) => column.primaryKey())
    .addColumn('friendly_name', 'text', (column) => column.notNull())
    .addColumn('auth_token_hash', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('audit_head', 'text', (column) => column.notNull())
    .addColumn('engines', 'text')
    .addColumn('max_plugins', 'integer')
    .addColumn('max_versions', 'integer')
    .addColumn('max_bundle_bytes', 'integer')
    .addColumn('date_created', 'text', (column) => column.notNull())
    .execute();

  await owned(schema.createTable('api_keys'))
    .addColumn('friendly_name', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('revoked', 'integer', (column) => column.notNull())
    .execute();

  await owned(schema.createTable('plugins'))
    .addColumn('unique_name', 'text', (column) => column.notNull())
    .addColumn('friendly_name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('date_updated', 'text', (column) => column.notNull())
    .addUniqueConstraint('plugins_unique_name', ['account_sid', 'unique_name'])
    .execute();

  await owned(schema.createTable('plugin_versions'))
    .addColumn('plugin_sid', 'text', (column) => column.notNull().references('plugins.sid'))
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('plugin_url', 'text', (column) => column.notNull())
    .addColumn('changelog', 'text', (column) => column.notNull())
    .addColumn('private', 'integer', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('validated', 'integer', (column) => column.notNull())
    .addColumn('cli_version', 'text')
    .addColumn('validate_status', 'text')
    .addColumn('integrity', 'text')
    .addColumn('dependencies', 'text')
    .addColumn('optional_dependencies', 'text')
    .addColumn('engines', 'text')
    .addColumn('policy', 'text')
    .addColumn('format', 'text')
    .addUniqueConstraint('plugin_versions_version', ['plugin_sid', 'version'])
    .execute();

  await owned(schema.createTable('configurations'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('warnings', 'text')
    .execute();

  await schema
    .createTable('configured_plugins')
    .addColumn('configuration_sid', 'text', (column) =>
      column.notNull().references('configurations.sid'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('plugin_sid', 'text', (column) => column.notNull().references('plugins.sid'))
    .addColumn('plugin_version_sid', 'text', (column) =>
      column.notNull().references('plugin_versions.sid'),
    )
    .addColumn('phase', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('configured_plugins_key', ['configuration_sid', 'plugin_sid'])
    .execute();

  await owned(schema.createTable('releases'))
    .addColumn('configuration_sid', 'text', (column) =>
      column.notNull().references('configurations.sid'),
    )
    .execute();

  await schema
    .createTable('audit')
    .addColumn('account_sid', 'text', (column) => column.notNull().references('accounts.sid'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('resource_sid', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('reason', 'text')
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('date_created', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_key', ['account_sid', 'sequence'])
    .execute();

  await schema
    .createTable('idempotency_keys')
    .addColumn('account_sid', 'text', (column) => column.notNull().references('accounts.sid'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('date_created', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_key', ['account_sid', 'key'])
    .execute();

  for (const table of OWNED) {
    await schema
      .createIndex(`${table}_order`)
      .unique()
      .on(table)
      .columns(['account_sid', 'sequence'])
      .execute();
  }
  await schema
    .createIndex('plugin_versions_of_plugin')
    .on('plugin_versions')
    .columns(['plugin_sid', 'sequence'])
    .execute();
}

const OWNED = ['api_keys', 'plugins', 'plugin_versions', 'configurations', 'releases'] as const;

/** What belongs to an account: its SID, its owner, and its place in the account's order of changes. */
function owned<Table extends string>(table: CreateTableBuilder<Table>) {
  return table
    .addColumn('sid', 'text', (column) => column.primaryKey())
    .addColumn('account_sid', 'text', (column) => column.notNull().references('accounts.sid'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('date_created', 'text', (column) => column.notNull());
}

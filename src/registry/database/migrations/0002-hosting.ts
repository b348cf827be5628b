// Schema 2: what the registry hosts: bundles with their files, the versions made from them, the bundle of a release,
// and the secrets that processes of one registry share.
import type { Tx } from '../schema.ts';

export async function up({ schema }: Tx): Promise<void> {
  await schema
    .createTable('bundles')
    .addColumn('account_sid', 'text', (column) => column.notNull().references('accounts.sid'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('private', 'integer', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('date_created', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bundles_key', ['account_sid', 'id'])
    .execute();

  await schema
    .createTable('bundle_files')
    .addColumn('account_sid', 'text', (column) => column.notNull())
    .addColumn('bundle_id', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('brotli_size', 'integer')
    .addColumn('gzip_size', 'integer')
    .addPrimaryKeyConstraint('bundle_files_key', ['account_sid', 'bundle_id', 'path'])
    .addForeignKeyConstraint('bundle_files_bundle', ['account_sid', 'bundle_id'], 'bundles', [
      'account_sid',
      'id',
    ])
    .execute();

  await schema
    .createTable('hosted_versions')
    .addColumn('plugin_version_sid', 'text', (column) =>
      column.primaryKey().references('plugin_versions.sid'),
    )
    .addColumn('account_sid', 'text', (column) => column.notNull())
    .addColumn('bundle_id', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('hosted_versions_bundle', ['account_sid', 'bundle_id'], 'bundles', [
      'account_sid',
      'id',
    ])
    .execute();

  await schema
    .createTable('release_bundles')
    .addColumn('configuration_sid', 'text', (column) =>
      column.primaryKey().references('configurations.sid'),
    )
    .addColumn('account_sid', 'text', (column) => column.notNull())
    .addColumn('bundle_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('integrity', 'text', (column) => column.notNull())
    .addColumn('parts', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('release_bundles_bundle', ['account_sid', 'bundle_id'], 'bundles', [
      'account_sid',
      'id',
    ])
    .execute();

  await schema
    .createTable('shared_secrets')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

// Imports plugins, versions, configurations and releases, in this order, because each names those before it.
import { looksLikeSid } from '../../domain/index.ts';
import type { PluginRow, PluginVersionRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badParameter, badRequest, conflict } from '../http/api-error.ts';
import { importRow, type Outcome } from './import-rows.ts';
import { keepBehind } from './keep-behind.ts';
import type {
  ImportedConfiguration,
  ImportedPlugin,
  ImportedRelease,
  ImportedVersion,
} from './schema.ts';

export type Records = {
  readonly plugins: readonly ImportedPlugin[];
  readonly versions: readonly ImportedVersion[];
  readonly configurations: readonly ImportedConfiguration[];
  readonly releases: readonly ImportedRelease[];
};

export async function importRecords(write: Write, records: Records): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const plugin of records.plugins) outcomes.push(await importPlugin(write, plugin));
  for (const version of records.versions) outcomes.push(await importVersion(write, version));
  for (const configuration of records.configurations) {
    outcomes.push(await importConfiguration(write, configuration));
  }
  if (records.releases.length > 0) await refuseOwnReleases(write);
  let last = 0;
  for (const release of records.releases) {
    outcomes.push(await importRelease(write, release));
    last = await keepBehind(write, release.sid, last);
  }
  return outcomes;
}

async function importPlugin(write: Write, plugin: ImportedPlugin): Promise<Outcome> {
  const { tx, account } = write;
  if (looksLikeSid(plugin.unique_name)) {
    throw badParameter('Plugins', 'unique_name: a name may not look like a SID');
  }
  const namesake = await tx
    .selectFrom('plugins')
    .select('sid')
    .where('account_sid', '=', account.sid)
    .where('unique_name', '=', plugin.unique_name)
    .executeTakeFirst();
  if (namesake && namesake.sid !== plugin.sid) {
    throw conflict('plugin-exists', `There is another plugin ${plugin.unique_name} here`, {
      plugin: plugin.unique_name,
    });
  }
  return importRow(write, {
    table: 'plugins',
    action: 'plugin.import',
    mutable: ['friendly_name', 'description', 'archived', 'date_updated'],
    row: {
      sid: plugin.sid,
      account_sid: account.sid,
      unique_name: plugin.unique_name,
      friendly_name: plugin.friendly_name || plugin.unique_name,
      description: plugin.description ?? '',
      archived: plugin.archived ? 1 : 0,
      date_created: plugin.date_created,
      date_updated: plugin.date_updated ?? plugin.date_created,
    },
  });
}

async function importVersion(write: Write, version: ImportedVersion): Promise<Outcome> {
  const { tx, account } = write;
  const plugin = await findOwn(write, 'plugins', version.plugin_sid);
  if (!plugin) throw unknown('plugin-unknown', `Plugin ${version.plugin_sid}`);
  const namesake = await tx
    .selectFrom('plugin_versions')
    .select('sid')
    .where('plugin_sid', '=', version.plugin_sid)
    .where('version', '=', version.version)
    .executeTakeFirst();
  if (namesake && namesake.sid !== version.sid) {
    throw conflict('version-exists', `There is another version ${version.version} here`, {
      version: version.version,
    });
  }
  return importRow(write, {
    table: 'plugin_versions',
    action: 'plugin-version.import',
    mutable: ['archived'],
    row: {
      sid: version.sid,
      account_sid: account.sid,
      plugin_sid: version.plugin_sid,
      version: version.version,
      plugin_url: version.plugin_url,
      changelog: version.changelog ?? '',
      private: version.private ? 1 : 0,
      archived: version.archived ? 1 : 0,
      validated: version.validated ? 1 : 0,
      cli_version: null,
      validate_status: null,
      integrity: null,
      dependencies: null,
      optional_dependencies: null,
      engines: null,
      policy: null,
      format: null,
      date_created: version.date_created,
    },
  });
}

async function importConfiguration(
  write: Write,
  configuration: ImportedConfiguration,
): Promise<Outcome> {
  const { tx, account } = write;
  return importRow(write, {
    table: 'configurations',
    action: 'configuration.import',
    mutable: ['archived'],
    row: {
      sid: configuration.sid,
      account_sid: account.sid,
      name: configuration.name,
      description: configuration.description ?? '',
      archived: configuration.archived ? 1 : 0,
      warnings: null,
      date_created: configuration.date_created,
    },
    insertMore: async () => {
      const plugins = new Set<string>();
      for (const [index, member] of configuration.plugins.entries()) {
        const version = await findOwn(write, 'plugin_versions', member.plugin_version_sid);
        if (!version) throw unknown('version-unknown', `Version ${member.plugin_version_sid}`);
        const { plugin_sid } = version as PluginVersionRow;
        if (plugins.has(plugin_sid)) throw twice(configuration.sid, plugin_sid);
        plugins.add(plugin_sid);
        await tx
          .insertInto('configured_plugins')
          .values({
            configuration_sid: configuration.sid,
            position: index + 1,
            plugin_sid,
            plugin_version_sid: version.sid,
            phase: member.phase,
          })
          .execute();
      }
    },
  });
}

async function importRelease(write: Write, release: ImportedRelease): Promise<Outcome> {
  const configuration = await findOwn(write, 'configurations', release.configuration_sid);
  if (!configuration) {
    throw unknown('configuration-unknown', `Configuration ${release.configuration_sid}`);
  }
  return importRow(write, {
    table: 'releases',
    action: 'release.import',
    mutable: [],
    row: {
      sid: release.sid,
      account_sid: write.account.sid,
      configuration_sid: release.configuration_sid,
      date_created: release.date_created,
    },
  });
}

/** The newest row is live, so an import after a release of one's own would take that back without a word. */
async function refuseOwnReleases({ tx, account }: Write): Promise<void> {
  const own = await tx
    .selectFrom('audit')
    .select('resource_sid')
    .where('account_sid', '=', account.sid)
    .where('action', '=', 'release.create')
    .limit(1)
    .executeTakeFirst();
  if (!own) return;
  throw conflict('import-after-release', 'This account has made releases of its own', {
    release: own.resource_sid,
  });
}

async function findOwn(
  { tx, account }: Write,
  table: 'plugins' | 'plugin_versions' | 'configurations',
  sid: string,
): Promise<Pick<PluginRow, 'sid'> | undefined> {
  return tx
    .selectFrom(table)
    .selectAll()
    .where('account_sid', '=', account.sid)
    .where('sid', '=', sid)
    .executeTakeFirst();
}

function twice(configuration: string, plugin: string) {
  return badRequest('plugin-duplicate', `${configuration} has more than one version of ${plugin}`, {
    configuration,
    plugin,
  });
}

function unknown(reason: string, what: string) {
  return badRequest(reason, `${what} was not imported before`);
}

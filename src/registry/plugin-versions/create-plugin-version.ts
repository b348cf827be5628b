// Creates a PluginVersion: a semver that its plugin does not have yet, and a bundle address. Nothing of it ever changes.
import type { Static } from '@sinclair/typebox';
import parse from 'semver/functions/parse.js';
import { refuseTooManyVersions } from '../accounts/quotas.ts';
import type { PluginRow, PluginVersionRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badParameter, badRequest, conflict } from '../http/api-error.ts';
import { readExtensions } from './extensions.ts';
import type { CreatePluginVersionBody } from './schema.ts';
import { findPluginVersion } from './store.ts';

export async function createPluginVersion(
  write: Write,
  plugin: PluginRow,
  body: Static<typeof CreatePluginVersionBody>,
): Promise<PluginVersionRow> {
  const { tx, account, now } = write;
  const { Version: version, PluginUrl: url } = body;
  if (!isSemver(version)) throw badParameter('Version', `${version} is not a semantic version`);
  if (!isWebAddress(url))
    throw badParameter('PluginUrl', 'has to be an absolute http or https URL');
  const extensions = readExtensions(body);
  if (plugin.archived) {
    throw badRequest('plugin-archived', `Plugin ${plugin.unique_name} is archived`, {
      plugin: plugin.unique_name,
    });
  }
  if (await findPluginVersion(tx, plugin.sid, version)) {
    throw conflict('version-exists', `${plugin.unique_name} already has a version ${version}`, {
      plugin: plugin.unique_name,
      version,
    });
  }
  await refuseTooManyVersions(write);
  const row: PluginVersionRow = {
    sid: write.newSid('pluginVersion'),
    account_sid: account.sid,
    plugin_sid: plugin.sid,
    version,
    plugin_url: url,
    changelog: body.Changelog ?? '',
    private: body.Private ? 1 : 0,
    archived: 0,
    // What Twilio calls validated is only that validation was said to have succeeded.
    validated: body.ValidateStatus === 'success' ? 1 : 0,
    cli_version: body.CliVersion ?? null,
    validate_status: body.ValidateStatus ?? null,
    ...extensions,
    date_created: now,
    sequence: write.nextSequence(),
  };
  await tx.insertInto('plugin_versions').values(row).execute();
  await write.appendAudit({
    sequence: row.sequence,
    action: 'plugin-version.create',
    resourceSid: row.sid,
    after: row,
  });
  return row;
}

/** Exactly as semver writes it: no leading v, no spaces, three numbers. */
function isSemver(version: string): boolean {
  const parsed = parse(version);
  if (!parsed) return false;
  const build = parsed.build.length > 0 ? `+${parsed.build.join('.')}` : '';
  return version === parsed.version + build;
}

/** The parser of addresses drops white space and controls in silence; whoever reads the address would not. */
const UNWRITTEN = /[\s\p{Cc}]/u;

function isWebAddress(text: string): boolean {
  if (UNWRITTEN.test(text)) return false;
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

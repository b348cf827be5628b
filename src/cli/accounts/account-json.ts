// An account as the commands about accounts print it.
import type { AccountLimits, listAccounts } from '../../registry/index.ts';
import { facts } from '../output/table.ts';
import type { Shape } from '../shape.ts';

type AccountRow = Awaited<ReturnType<typeof listAccounts>>[number];

export const ACCOUNT_SHAPE = {
  sid: 'text',
  name: 'text',
  maxPlugins: 'number or null',
  maxVersions: 'number or null',
  maxBundleBytes: 'number or null',
  engines: [{ name: 'text', version: 'text' }],
  dateCreated: 'text',
} as const satisfies Shape;

export type AccountJson = ReturnType<typeof accountJson>;

export function accountJson(row: AccountRow) {
  return {
    sid: row.sid,
    name: row.friendly_name,
    maxPlugins: row.max_plugins,
    maxVersions: row.max_versions,
    maxBundleBytes: row.max_bundle_bytes,
    engines: enginesOf(row.engines),
    dateCreated: row.date_created,
  };
}

function enginesOf(text: string | null) {
  const engines = JSON.parse(text ?? '{}') as NonNullable<AccountLimits['engines']>;
  return Object.entries(engines).map(([name, version]) => ({ name, version }));
}

export function accountText(account: AccountJson): string {
  return facts([
    ['Account', account.sid],
    ['Name', account.name],
    ['Plugins', limitText(account.maxPlugins)],
    ['Versions', limitText(account.maxVersions)],
    ['Bundle bytes', limitText(account.maxBundleBytes)],
    ['Engines', engineWords(account).join(', ') || 'not checked'],
  ]);
}

export function limitText(limit: number | null): string {
  return limit === null ? 'default' : String(limit);
}

export function engineWords({ engines }: AccountJson): string[] {
  return engines.map(({ name, version }) => `${name}=${version}`);
}

// Asks the solver of the boot, before anybody's browser does, which plugins of a configuration could not start.
import {
  type ManifestPlugin,
  planLoad,
  type RefusedPlugin,
  type ReleaseManifest,
} from '../../domain/index.ts';
import type { AccountRow } from '../database/schema.ts';
import { badRequest } from '../http/api-error.ts';
import { extensionsOf } from '../plugin-versions/extensions.ts';
import type { ResolvedMember } from './resolve-members.ts';

export type PlanWarning = {
  readonly plugin: string;
  readonly reason: string;
  readonly message: string;
};

/** Engines count only where the account says which engines its desktops run. */
export function findPlanWarnings(
  account: AccountRow,
  members: readonly ResolvedMember[],
): PlanWarning[] {
  const engines =
    account.engines === null ? undefined : (JSON.parse(account.engines) as Record<string, string>);
  const { refused } = planLoad(manifestOf(account, members), engines ? { engines } : {});
  return refused.map(warningOf);
}

export function refusePlan(warnings: readonly PlanWarning[]): void {
  const [first] = warnings;
  if (!first) return;
  throw badRequest(first.reason, first.message, { plugin: first.plugin, refused: warnings });
}

function warningOf({ plugin, error }: RefusedPlugin): PlanWarning {
  return { plugin, reason: error.code, message: error.message };
}

function manifestOf(account: AccountRow, members: readonly ResolvedMember[]): ReleaseManifest {
  return {
    accountSid: account.sid,
    releaseSid: '',
    configurationSid: '',
    dateCreated: '',
    plugins: members.map(manifestPlugin),
    refusedEntries: [],
  };
}

function manifestPlugin({ plugin, version, phase }: ResolvedMember): ManifestPlugin {
  const { optional_dependencies: optionalDependencies, ...extensions } = extensionsOf(version);
  return {
    uniqueName: plugin.unique_name,
    version: version.version,
    url: version.plugin_url,
    phase,
    archived: false,
    format: 'flex',
    policy: 'normal',
    ...extensions,
    ...(optionalDependencies && { optionalDependencies }),
  };
}

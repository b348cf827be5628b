// `plugboard create-configuration`: fixes a set of plugin versions under a name; nothing becomes live.
import {
  createConfiguration as createOnServer,
  fetchActiveRelease,
  type PluginsApi,
} from '../../client/index.ts';
import { rebase } from '../../registry/releases/rebase.ts';
import type { RunCommand } from '../command-spec.ts';
import { usageError } from '../failures/usage-error.ts';
import {
  CHANGES_SHAPE,
  changesJson,
  describeDifferences,
} from '../releases/describe-differences.ts';
import { findDifferences } from '../releases/differences.ts';
import { findConfigurationSid } from '../releases/find-release.ts';
import { fetchMembers, type Member } from '../releases/member.ts';
import { type ChangeFlags, readChanges } from '../releases/read-changes.ts';
import { refuseMovingLatest } from '../releases/refuse-moving-latest.ts';
import type { Shape } from '../shape.ts';

export type CreateConfigurationFlags = ChangeFlags & {
  readonly base?: string;
  readonly new?: boolean;
  readonly idempotencyKey?: string;
};

export const CREATED_CONFIGURATION_SHAPE: Shape = {
  configurationSid: 'text',
  name: 'text',
  baseConfigurationSid: 'text or null',
  changes: CHANGES_SHAPE,
  'undo?': 'text',
};

export const createConfiguration: RunCommand<CreateConfigurationFlags> = async (
  { paint, connect },
  { flags },
) => {
  refuseMovingLatest(flags, flags.enable ?? []);
  const api = await connect();
  const baseSid = await findBase(api, flags);
  const base = await fetchMembers(api, baseSid);
  const { changes } = await readChanges(api, flags);
  refuseDuplicates(changes.map(({ plugin }) => plugin));
  const { members } = rebase(base, base, changes);
  const created = await createOnServer(api, {
    name: flags.name ?? nameOf(flags),
    ...(flags.description !== undefined && { description: flags.description }),
    policy: flags.allowBroken ? 'warn' : undefined,
    idempotencyKey: flags.idempotencyKey,
    plugins: members.map(({ versionSid, phase }) => ({ pluginVersionSid: versionSid, phase })),
  });
  const after: Member[] = await fetchMembers(api, created.sid);
  const differences = findDifferences(base, after);
  return {
    json: {
      configurationSid: created.sid,
      name: created.name,
      baseConfigurationSid: baseSid ?? null,
      changes: changesJson(differences),
    },
    text: () =>
      [
        `${paint.good('Created')} configuration ${paint.strong(created.sid)} (${created.name})`,
        describeDifferences(differences, paint),
        `Make it live: plugboard release --configuration ${created.sid}`,
      ].join('\n'),
    undo: `plugboard archive configuration ${created.sid} --yes`,
  };
};

async function findBase(
  api: PluginsApi,
  { base, new: isNew }: CreateConfigurationFlags,
): Promise<string | undefined> {
  if (isNew && base !== undefined) {
    throw usageError('--new and --base exclude each other.', 'Leave one of them out.');
  }
  if (isNew || base === 'none') return undefined;
  if (base !== undefined) return findConfigurationSid(api, base);
  return (await fetchActiveRelease(api))?.configuration_sid;
}

function refuseDuplicates(plugins: readonly string[]): void {
  const twice = plugins.find((plugin, index) => plugins.indexOf(plugin) !== index);
  if (twice === undefined) return;
  throw usageError(`${twice} is named twice.`, 'Name each plugin once.');
}

function nameOf({ enable = [], disable = [] }: CreateConfigurationFlags): string {
  const parts = [...enable.map((entry) => `+ ${entry}`), ...disable.map((entry) => `- ${entry}`)];
  return parts.join(', ').slice(0, 200) || 'Empty';
}

// `plugboard keys …`: API keys for people and pipelines, each with no more scopes than it needs.
import {
  type ApiKeyResource,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { confirm } from '../confirm.ts';
import { usageError } from '../failures/usage-error.ts';
import { facts, table } from '../output/table.ts';
import type { Shape } from '../shape.ts';

export type CreateKeyFlags = { readonly scope?: readonly string[] };
export type RevokeKeyFlags = { readonly yes?: boolean };

const KEY_SHAPE = {
  sid: 'text',
  name: 'text',
  scopes: ['text'],
  revoked: 'true or false',
  dateCreated: 'text',
} as const;

export const KEYS_SHAPE: Shape = [KEY_SHAPE];
export const NEW_KEY_SHAPE: Shape = { ...KEY_SHAPE, secret: 'text', 'undo?': 'text' };
export const REVOKED_SHAPE: Shape = KEY_SHAPE;

export const list: RunCommand<object> = async ({ connect }) => {
  const api = await connect();
  const rows: ApiKeyResource[] = [];
  for await (const row of listApiKeys(api)) rows.push(row);
  return {
    json: rows.map(keyJson),
    text: async () => {
      if (rows.length === 0) return 'No keys.';
      const cells = rows.map((row) => [
        row.sid,
        row.friendly_name,
        row.scopes.join(', '),
        row.date_created,
        row.revoked ? 'revoked' : '',
      ]);
      return table(['KEY', 'NAME', 'SCOPES', 'CREATED', ''], cells);
    },
  };
};

export const create: RunCommand<CreateKeyFlags> = async (
  { connect, paint },
  { args: [friendlyName = ''], flags: { scope: scopes = [] } },
) => {
  if (scopes.length === 0) {
    throw usageError('A key needs a scope.', 'Give --scope read, deploy, release or admin.');
  }
  const key = await createApiKey(await connect(), { friendlyName, scopes });
  return {
    json: { ...keyJson(key), secret: key.secret },
    text: () =>
      [
        facts([
          ['Key', paint.strong(key.sid)],
          ['Secret', paint.strong(key.secret)],
          ['Scopes', key.scopes.join(', ')],
        ]),
        'The secret is not shown again.',
      ].join('\n'),
    undo: `plugboard keys revoke ${key.sid} --yes`,
  };
};

export const revoke: RunCommand<RevokeKeyFlags> = async (
  context,
  { args: [sid = ''], flags: { yes } },
) => {
  const api = await context.connect();
  await confirm(context, `Revoke ${sid} for good?`, { yes, unattended: false });
  const key = await revokeApiKey(api, sid);
  return { json: keyJson(key), text: () => `${key.sid} (${key.friendly_name}) is revoked.` };
};

function keyJson(key: ApiKeyResource) {
  const { sid, friendly_name: name, scopes, revoked, date_created: dateCreated } = key;
  return { sid, name, scopes, revoked, dateCreated };
}

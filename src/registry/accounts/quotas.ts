// What an account may have at most. Archiving frees its place at once, because only what is not archived is counted.
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';

export async function refuseTooManyPlugins({ tx, account }: Write): Promise<void> {
  if (account.max_plugins === null) return;
  const { count } = await tx
    .selectFrom('plugins')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('account_sid', '=', account.sid)
    .where('archived', '=', 0)
    .executeTakeFirstOrThrow();
  refuse('plugins', Number(count), account.max_plugins);
}

export async function refuseTooManyVersions({ tx, account }: Write): Promise<void> {
  if (account.max_versions === null) return;
  const { count } = await tx
    .selectFrom('plugin_versions')
    .innerJoin('plugins', 'plugins.sid', 'plugin_versions.plugin_sid')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('plugin_versions.account_sid', '=', account.sid)
    .where('plugin_versions.archived', '=', 0)
    .where('plugins.archived', '=', 0)
    .executeTakeFirstOrThrow();
  refuse('versions', Number(count), account.max_versions);
}

function refuse(what: string, count: number, limit: number): void {
  if (count < limit) return;
  throw badRequest(
    'quota-exceeded',
    `This account may have ${limit} ${what} that are not archived`,
    {
      quota: what,
      limit,
    },
  );
}

// `plugboard accounts …`: makes and changes the accounts of a registry, in its database and beside it.
import { join } from 'node:path';
import {
  type AccountLimits,
  changeAccountLimits,
  createAccount,
  listAccounts,
  rotateAuthToken,
} from '../../registry/index.ts';
import {
  ACCOUNT_SHAPE,
  accountJson,
  accountText,
  engineWords,
  limitText,
} from '../accounts/account-json.ts';
import { flagsBack, type LimitFlags, limitChanges } from '../accounts/limit-flags.ts';
import { type DataFlags, dataWords, withRegistry } from '../accounts/open-registry.ts';
import type { RunCommand } from '../command-spec.ts';
import { confirm } from '../confirm.ts';
import { usageError } from '../failures/usage-error.ts';
import { facts, table } from '../output/table.ts';
import type { Shape } from '../shape.ts';

export type ChangeFlags = DataFlags & { readonly reason?: string };
export type CreateAccountFlags = ChangeFlags & LimitFlags;
export type LimitsFlags = ChangeFlags & LimitFlags;
export type RotateFlags = ChangeFlags & { readonly yes?: boolean };

export const ACCOUNTS_SHAPE: Shape = [ACCOUNT_SHAPE];
export const NEW_ACCOUNT_SHAPE: Shape = { accountSid: 'text', authToken: 'text', name: 'text' };
export const LIMITS_SHAPE: Shape = { ...ACCOUNT_SHAPE, 'undo?': 'text' };
export const ROTATED_SHAPE: Shape = {
  accountSid: 'text',
  authToken: 'text',
  credentialsFile: 'text or null',
};

export const list: RunCommand<DataFlags> = (context, { flags }) =>
  withRegistry(context, flags, async ({ database }) => {
    const accounts = (await listAccounts(database)).map(accountJson);
    return {
      json: accounts,
      text: async () => {
        if (accounts.length === 0) return 'No accounts.';
        const cells = accounts.map((account) => [
          account.sid,
          account.name,
          limitText(account.maxPlugins),
          limitText(account.maxVersions),
          limitText(account.maxBundleBytes),
          engineWords(account).join(', '),
          account.dateCreated,
        ]);
        const head = [
          'ACCOUNT',
          'NAME',
          'PLUGINS',
          'VERSIONS',
          'BUNDLE BYTES',
          'ENGINES',
          'CREATED',
        ];
        return table(head, cells);
      },
    };
  });

export const create: RunCommand<CreateAccountFlags> = (
  context,
  { args: [friendlyName = ''], flags },
) => {
  requireName(friendlyName);
  return withRegistry(context, flags, async (registry) => {
    const limits = withoutNone(limitChanges(flags));
    const made = { friendlyName, reason: flags.reason };
    const credentials = await createAccount(registry, made, limits);
    if (!credentials) throw new Error('a new account has the SID of another');
    return {
      json: { ...credentials, name: friendlyName },
      text: () => credentialsText(credentials, context.paint.strong),
      undo: {
        none: 'an account stays. Whoever has neither its token nor a key of it cannot use it.',
      },
    };
  });
};

export const limits: RunCommand<LimitsFlags> = (context, { args: [sid = ''], flags }) => {
  const changes = limitChanges(flags);
  if (Object.keys(changes).length === 0) {
    throw usageError(
      'Nothing to change.',
      'Give a limit, such as --max-plugins 25 or --max-plugins none; `plugboard accounts list` shows them.',
    );
  }
  return withRegistry(context, flags, async (registry) => {
    const change = { changes, reason: flags.reason };
    const { before, after } = await changeAccountLimits(registry, sid, change);
    const account = accountJson(after);
    const back = flagsBack(accountJson(before), flags);
    return {
      json: account,
      text: () => accountText(account),
      ...(before !== after && {
        undo: `plugboard accounts limits ${sid} ${back}${dataWords(flags)}`,
      }),
    };
  });
};

export const rotateToken: RunCommand<RotateFlags> = (context, { args: [sid = ''], flags }) =>
  withRegistry(context, flags, async (registry) => {
    const { dataFolder } = registry;
    await requireAccount(registry, sid);
    const question = `Refuse the auth token of ${sid} from now on?`;
    await confirm(context, question, { yes: flags.yes, unattended: false });
    const rotation = { accountSid: sid, dataFolder, reason: flags.reason };
    const { credentials, isInFile } = await rotateAuthToken(registry, rotation);
    const credentialsFile = isInFile ? join(dataFolder, 'credentials.json') : null;
    context.note(
      credentialsFile === null
        ? 'Where PLUGBOARD_AUTH_TOKEN names this account, change it there: no registry starts with the old token.'
        : `${credentialsFile} has the new token.`,
    );
    return {
      json: { ...credentials, credentialsFile },
      text: () => credentialsText(credentials, context.paint.strong),
      undo: { none: 'the old token is gone; keys of the account go on working.' },
    };
  });

type Credentials = { readonly accountSid: string; readonly authToken: string };

function credentialsText(
  { accountSid, authToken }: Credentials,
  strong: (text: string) => string,
): string {
  const pairs = facts([
    ['Account', strong(accountSid)],
    ['Auth token', strong(authToken)],
  ]);
  return `${pairs}\nThe token is not shown again.`;
}

/** Before anybody is asked whether to go on. */
async function requireAccount(
  registry: Parameters<typeof changeAccountLimits>[0],
  sid: string,
): Promise<void> {
  await changeAccountLimits(registry, sid, { changes: {} });
}

function requireName(name: string): void {
  // Controls would be invisible in every list, and PostgreSQL refuses some of them.
  if (/^\P{Cc}{1,100}$/u.test(name) && name.trim() !== '') return;
  throw usageError('An account needs a name of 1 to 100 characters.', 'Give it another name.');
}

function withoutNone(changes: ReturnType<typeof limitChanges>): AccountLimits {
  const given = Object.entries(changes).filter(([, value]) => value !== null);
  return Object.fromEntries(given);
}

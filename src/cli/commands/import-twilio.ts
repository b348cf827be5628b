// `plugboard import twilio`: copies plugins, versions, configurations and releases of a Twilio account into the registry.
import {
  basicAuth,
  fetchActiveRelease,
  type PluginsApi,
  retryingFetch,
} from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { copyAccount } from '../imports/copy-account.ts';
import { readApiOrigin } from '../profiles/choose-login.ts';
import { createFetch } from '../proxy-fetch.ts';
import type { Shape } from '../shape.ts';

export type ImportFlags = { readonly from: string };

export const IMPORTED_SHAPE: Shape = {
  plugins: 'number',
  versions: 'number',
  configurations: 'number',
  releases: 'number',
  created: 'number',
  updated: 'number',
  unchanged: 'number',
  activeReleaseSid: 'text or null',
};

const NO_UNDO = {
  none: 'what was imported stays. `plugboard rollback` changes what is live, `plugboard archive` retires the rest.',
};

export const importTwilio: RunCommand<ImportFlags> = async (context, { flags }) => {
  const from = readApiOrigin(flags.from, '--from');
  const target = await context.connect();
  const source = await connectTwilio(context, from);
  const copied = await copyAccount(source, target, context.note);
  const active = await fetchActiveRelease(target);
  return {
    json: { ...copied, activeReleaseSid: active?.sid ?? null },
    text: () =>
      [
        `${context.paint.good('Imported')} ${copied.plugins} plugins, ${copied.versions} versions, ` +
          `${copied.configurations} configurations, ${copied.releases} releases`,
        `${copied.created} were new, ${copied.updated} had changed, ${copied.unchanged} were here already.`,
        active ? `Live: ${active.sid}` : 'Nothing is live.',
      ].join('\n'),
    ...(copied.created + copied.updated > 0 && { undo: NO_UNDO }),
  };
};

/** The deadline of a request is that of all its tries. */
const TIMEOUT_MS = 10 * 60_000;

async function connectTwilio({ terminal, note }: Context, from: string): Promise<PluginsApi> {
  const { env } = terminal;
  const user = env['TWILIO_API_KEY'] || env['TWILIO_ACCOUNT_SID'];
  const secret = env['TWILIO_API_KEY'] ? env['TWILIO_API_SECRET'] : env['TWILIO_AUTH_TOKEN'];
  if (!user || !secret) {
    throw new CliError({
      code: 'twilio-credentials-missing',
      message: 'The credentials of the Twilio account are not set.',
      advice:
        'Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET.',
      exit: EXIT.authentication,
    });
  }
  const onRetry = (reason: string, waitMs: number) =>
    note(`Twilio: ${reason}; another try in ${Math.ceil(waitMs / 1000)} s`);
  return {
    baseUrl: from,
    fetch: retryingFetch(await createFetch(env), { onRetry }),
    authorize: basicAuth(user, secret),
    timeoutMs: TIMEOUT_MS,
  };
}

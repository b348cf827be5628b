// A registry on a real socket for a whole test file. Tests share it and take an account each, so each starts empty.
// Everything that leaves it, whoever asked, is held against the public description.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  type AccountLimits,
  type Context,
  type Credentials,
  createAccount,
  createApp,
  DEFAULT_SETTINGS,
  type RegistrySettings,
} from '../../../src/registry/index.ts';
import { type DatabaseKind, openTestDatabase } from './databases.ts';
import { violation } from './public-description.ts';
import { TestAccount } from './test-account.ts';

export type TestRegistry = {
  readonly url: string;
  readonly context: Context;
  /** Of PostgreSQL. */
  readonly databaseUrl: string | undefined;
  newAccount(limits?: AccountLimits): Promise<TestAccount>;
  accountOf(credentials: Credentials): TestAccount;
  /** Throws when any answer so far was not what Twilio describes. */
  stop(): Promise<void>;
};

export async function startTestRegistry(
  kind: DatabaseKind = 'SQLite',
  settings: Partial<RegistrySettings> &
    Partial<Pick<Context, 'now' | 'logStream' | 'hosting'>> = {},
): Promise<TestRegistry> {
  const { database, options, remove } = await openTestDatabase(kind);
  const { now = () => new Date(), logStream, hosting, ...rest } = settings;
  const context: Context = {
    database,
    settings: { ...DEFAULT_SETTINGS, rateLimitPerMinute: 0, ...rest },
    ...(logStream && { logStream }),
    ...(hosting && { hosting }),
    now,
    randomBytes: (size) => randomBytes(size),
  };
  const app = await createApp(context);
  const violations: string[] = [];
  app.server.prependListener('request', (request, response) => {
    const end = response.end.bind(response) as (...args: unknown[]) => typeof response;
    response.end = ((chunk?: unknown, ...more: unknown[]) => {
      const problem = judge(request.method ?? '', request.url ?? '', response.statusCode, chunk);
      if (problem !== undefined) violations.push(problem);
      return end(chunk, ...more);
    }) as typeof response.end;
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const accountOf = (credentials: Credentials) => new TestAccount(url, credentials);
  return {
    url,
    context,
    databaseUrl: options.databaseUrl,
    accountOf,
    newAccount: async (limits) => {
      const credentials = await createAccount(context, { friendlyName: 'Test' }, limits);
      if (!credentials) throw new Error('the account exists already');
      return accountOf(credentials);
    },
    stop: async () => {
      await app.close();
      await remove();
      expect(violations).toEqual([]);
    },
  };
}

function judge(method: string, url: string, status: number, chunk: unknown): string | undefined {
  if (!url.startsWith('/v1/PluginService/') || status === 204 || status === 304) return undefined;
  const text = Buffer.isBuffer(chunk) ? chunk.toString() : chunk;
  return violation(method, url, status, typeof text === 'string' ? JSON.parse(text) : undefined);
}

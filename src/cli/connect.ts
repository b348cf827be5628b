// Makes the way to the registry out of the chosen login and the proxy of the environment.
import { basicAuth } from '../client/index.ts';
import type { CommonFlags, Connection } from './context.ts';
import { chooseLogin, type Login } from './profiles/choose-login.ts';
import { createFetch } from './proxy-fetch.ts';
import type { Terminal } from './terminal.ts';

export async function connect(flags: CommonFlags, { env }: Terminal): Promise<Connection> {
  return connectAs(await chooseLogin(flags, env), env);
}

export async function connectAs(
  { url, user, secret, source }: Login,
  env: Terminal['env'],
): Promise<Connection> {
  const api = {
    baseUrl: url,
    fetch: await createFetch(env),
    authorize: basicAuth(user, secret),
    // A person waits, and a pipeline has nothing better to do.
    timeoutMs: 30_000,
  };
  return { api, source };
}

// What can be seen of the registry: whether it answers, what its clock says, whether it knows the credentials.
import { fetchActiveRelease, fetchBundle, type PluginsApi } from '../../client/index.ts';
import { connectAs } from '../connect.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Failure } from '../failures/cli-error.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import { chooseLogin, type Login } from '../profiles/choose-login.ts';
import type { Check } from './check.ts';

export type RegistryChecks = {
  readonly checks: readonly Check[];
  /** Absent where the registry cannot be used. */
  readonly api?: PluginsApi;
};

const MAX_SKEW_MS = 30_000;
const NOT_REACHED =
  'Is the registry running, and is this its address? From another network a VPN or a proxy may be needed.';

export async function registryChecks({ flags, terminal }: Context): Promise<RegistryChecks> {
  let login: Login;
  try {
    login = await chooseLogin(flags, terminal.env);
  } catch (error) {
    return { checks: [failedCheck('login', explainFailure(error))] };
  }
  const checks: Check[] = [
    { name: 'login', state: 'ok', message: `${login.user} at ${login.url} (${login.source})` },
    transportCheck(login.url),
  ];
  try {
    const { api } = await connectAs(login, terminal.env);
    const { headers } = await fetchBundle({ fetch: api.fetch, timeoutMs: 10_000 }, `${login.url}/`);
    checks.push({ name: 'network', state: 'ok', message: `${login.url} answers` });
    checks.push(clockCheck(headers.get('date'), Date.now()));
    const active = await fetchActiveRelease(api);
    const message = active ? `accepted; ${active.sid} is live` : 'accepted; nothing is live';
    return { checks: [...checks, { name: 'credentials', state: 'ok', message }], api };
  } catch (error) {
    const failure = explainFailure(error);
    if (failure.exit === EXIT.authentication) {
      return { checks: [...checks, failedCheck('credentials', failure)] };
    }
    // The usual advice sends people here.
    const advice = /plugboard doctor/.test(failure.advice) ? NOT_REACHED : failure.advice;
    return { checks: [...checks, failedCheck('network', { ...failure, advice })] };
  }
}

function failedCheck(name: string, { message, advice, exit }: Failure): Check {
  return { name, state: 'failed', message, advice, exit };
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;

function transportCheck(url: string): Check {
  const { protocol, hostname } = new URL(url);
  const name = 'transport';
  if (protocol === 'https:') return { name, state: 'ok', message: 'encrypted' };
  if (LOOPBACK.test(hostname)) return { name, state: 'ok', message: 'stays on this machine' };
  return {
    name,
    state: 'warning',
    message: `${url} is not encrypted, and credentials go over it`,
    advice: 'Put the registry behind https.',
  };
}

function clockCheck(date: string | null, now: number): Check {
  const name = 'clock';
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return { name, state: 'ok', message: 'the registry does not tell' };
  const skewMs = Math.abs(now - theirs);
  if (skewMs <= MAX_SKEW_MS) return { name, state: 'ok', message: 'agrees with the registry' };
  return {
    name,
    state: 'warning',
    message: `differs from the registry by ${Math.round(skewMs / 1000)} s`,
    advice: 'Synchronise the clocks; --from and --until of the audit go by them.',
  };
}

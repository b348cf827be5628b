// Whether the hosts of the live bundles serve them to the page of an agent: status, type, CORS, integrity.
import { fetchActiveRelease, fetchBundle, type PluginsApi } from '../../client/index.ts';
import { integrityOf } from '../deploys/inspect-bundle.ts';
import { EXIT } from '../exit-codes.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import { answerOf } from '../failures/other-api.ts';
import { fetchMembers, type Member } from '../releases/member.ts';
import type { Check } from './check.ts';

export async function bundleChecks(api: PluginsApi, origin: string): Promise<Check[]> {
  const active = await fetchActiveRelease(api);
  const members = await fetchMembers(api, active?.configuration_sid);
  const checks: Check[] = [];
  for (const member of members) checks.push(await checkBundle(api, member, origin));
  return checks;
}

async function checkBundle(
  { fetch }: PluginsApi,
  { plugin, url, resource }: Member,
  origin: string,
): Promise<Check> {
  const name = `bundle of ${plugin}`;
  const failed = (message: string, advice: string): Check => ({
    name,
    state: 'failed',
    message,
    advice,
    exit: EXIT.failed,
  });
  if (resource.private) {
    return { name, state: 'ok', message: 'private; only agents who are signed in can load it' };
  }
  try {
    const asked = fetchBundle({ fetch, origin, timeoutMs: 10_000 }, url);
    const { status, headers, bytes } = await answerOf('bundle', asked);
    if (status !== 200) return failed(`${url} answers ${status}`, 'Put the bundle back.');
    const { integrity } = resource;
    if (integrity?.startsWith('sha384-') && integrity !== integrityOf(bytes)) {
      return failed(`${url} serves other bytes than were deployed`, 'Put the old bytes back.');
    }
    const allowed = headers.get('access-control-allow-origin');
    if (allowed !== '*' && allowed !== origin) {
      const message = `${new URL(url).origin} does not allow ${origin} to read it (CORS)`;
      const advice = `Send Access-Control-Allow-Origin: ${origin}, else its integrity cannot be checked.`;
      if (integrity === undefined) return { name, state: 'warning', message, advice };
      return failed(message, advice);
    }
    return { name, state: 'ok', message: `${bytes.byteLength} bytes, readable from ${origin}` };
  } catch (error) {
    const { message, advice, exit } = explainFailure(error);
    return { name, state: 'failed', message, advice, exit };
  }
}

// Whom a failure names, and what it advises.
import { explainFailure } from '../../src/cli/failures/explain-failure.ts';
import { answerOf, type OtherApi } from '../../src/cli/failures/other-api.ts';
import { PluginsApiError } from '../../src/client/index.ts';

const certificate = new TypeError('fetch failed', {
  cause: new Error('self-signed certificate in certificate chain'),
});

const refused = new PluginsApiError('status', 'Authenticate', { status: 401, code: 20003 });
const failed = new PluginsApiError('status', 'https://x answered with status 503.', {
  status: 503,
});
const unreachable = new PluginsApiError('unreachable', 'No whole answer came from https://x.');
const untrusted = new PluginsApiError('unreachable', 'No whole answer came from https://x.', {
  cause: certificate,
});
const slow = new PluginsApiError('timeout', 'https://x did not answer within 1000 ms.');

test.each([
  [undefined, refused, 'credentials-refused', 3, /plugboard login/],
  [undefined, unreachable, 'registry-unreachable', 6, /plugboard doctor/],
  [undefined, failed, 'registry-failed', 6, /The registry failed/],
  ['twilio', refused, 'twilio-credentials-refused', 3, /^Check TWILIO_ACCOUNT_SID/],
  ['twilio', unreachable, 'twilio-unreachable', 6, /--from/],
  ['twilio', failed, 'twilio-failed', 6, /run it again: it goes on/],
  ['twilio', untrusted, 'twilio-unreachable', 6, /NODE_EXTRA_CA_CERTS/],
  ['bundle', slow, 'bundle-timeout', 6, /host of the bundle/],
] as const)('asked of %s, "%s" is %s', async (api, error, code, exit, advice) => {
  const failure = explainFailure(await thrownBy(api, error));
  expect(failure).toMatchObject({ code, exit, advice: expect.stringMatching(advice) });
});

async function thrownBy(api: OtherApi | undefined, error: PluginsApiError): Promise<unknown> {
  if (api === undefined) return error;
  return answerOf(api, Promise.reject(error)).catch((thrown: unknown) => thrown);
}

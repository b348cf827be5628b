// Failures of what a command asks beside the registry: whom it asked stands in the code and in the advice.
import { PluginsApiError } from '../../client/index.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Failure } from './cli-error.ts';

export type OtherApi = 'twilio' | 'bundle';

export class OtherApiError extends Error {
  override readonly name = 'OtherApiError';
  readonly api: OtherApi;
  override readonly cause: PluginsApiError;

  constructor(api: OtherApi, cause: PluginsApiError) {
    super(cause.message);
    this.api = api;
    this.cause = cause;
  }
}

/** The answer; a failed request says that it was not the registry that failed. */
export async function answerOf<Answer>(api: OtherApi, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof PluginsApiError ? new OtherApiError(api, error) : error;
  }
}

type Advice = Partial<Record<ExitCode, string>> & { readonly otherwise: string };

const ADVICE: Readonly<Record<OtherApi, Advice>> = {
  twilio: {
    [EXIT.authentication]:
      'Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET.',
    [EXIT.unreachable]:
      'Check --from, the network and the proxy, then run it again: it goes on where it was.',
    otherwise: 'Check the account, and that --from is the address of a Plugins API.',
  },
  bundle: { otherwise: 'Check the host of the bundle, the network and the proxy.' },
};

/** `failure` is what it would be if the registry had failed so. */
export function ofOtherApi({ api, cause }: OtherApiError, failure: Failure): Failure {
  const isByAnswer = cause.kind === 'status';
  return {
    ...failure,
    code: `${api}-${failure.code.replace(/^registry-/, '')}`,
    message: isByAnswer && api === 'twilio' ? `Twilio says: ${failure.message}` : failure.message,
    advice: isAboutCertificate(failure)
      ? failure.advice
      : (ADVICE[api][failure.exit] ?? ADVICE[api].otherwise),
  };
}

function isAboutCertificate({ advice }: Failure): boolean {
  return advice.includes('NODE_EXTRA_CA_CERTS');
}

// Tokens of Flex users as Twilio issues them; only Twilio can say whether one is valid.
import { validator } from 'twilio-flex-token-validator';
import type { FlexTokenSettings } from './reader-settings.ts';
import type { TokenCheck, TokenVerdict } from './token-check.ts';

type TwilioSettings = Extract<FlexTokenSettings, { kind: 'twilio' }>;

/** The package's own function, as far as it is used here. */
export type TwilioValidator = typeof validator;

const MAX_LENGTH = 16_384;

/** The package has no deadline of its own. */
const TIMEOUT_MS = 3_000;

export function checkByTwilio(
  settings: TwilioSettings,
  validate: TwilioValidator = validator,
  timeoutMs = TIMEOUT_MS,
): TokenCheck {
  const { accountSid, authToken, apiKeySid, apiKeySecret, realm } = settings;
  const apiKey =
    apiKeySid !== undefined && apiKeySecret !== undefined
      ? { Sid: apiKeySid, Secret: apiKeySecret }
      : undefined;
  return async (token) => {
    // The package writes the token's length in characters where bytes are meant, so only ASCII is safe to send.
    if (token.length > MAX_LENGTH || !/^[\x21-\x7e]+$/.test(token)) return { state: 'invalid' };
    try {
      const asked = validate(token, accountSid, authToken, realm ?? '', apiKey);
      return verdictOf(await withTimeout(asked, timeoutMs), accountSid);
    } catch (reason) {
      return isRefusal(reason) ? { state: 'invalid' } : { state: 'unknown', error: reason };
    }
  };
}

function verdictOf(answer: unknown, accountSid: string): TokenVerdict {
  const { valid, expiration, identity, roles } = (answer ?? {}) as Record<string, unknown>;
  const expiresAt = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (valid !== true || Number.isNaN(expiresAt)) return { state: 'invalid' };
  return {
    state: 'valid',
    accountSid,
    identity: typeof identity === 'string' ? identity : '',
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    expiresAt,
  };
}

/**
 * The package rejects with a text in every case. Twilio's own words mean the token; the words of Node for a connection
 * that failed or an answer that is no JSON, and no words at all, mean that nobody said anything about the token.
 */
function isRefusal(reason: unknown): boolean {
  return (
    typeof reason === 'string' &&
    !/ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|EHOST|ENET|socket|certificate|JSON|Unexpected|timeout|TLS|SSL/i.test(
      reason,
    )
  );
}

function withTimeout<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Twilio did not answer in time')), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

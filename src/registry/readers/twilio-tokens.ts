// Tokens of Flex users as Twilio issues them; only Twilio can say whether one is valid.
import { validator } from 'twilio-flex-token-validator';
import type { FlexTokenSettings } from './reader-settings.ts';
import type { TokenCheck, TokenVerdict } from './token-check.ts';
import { withTimeout } from './with-timeout.ts';

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
      return verdictOf(await withTimeout(asked, timeoutMs, 'Twilio'), accountSid);
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
 * The package rejects with a text in every case, and says no status. Only words that refuse this token mean the token;
 * those of a service that is down or busy, of credentials of ours that are refused, and of Node mean that nobody said
 * anything about it.
 */
const REFUSALS = [
  /^(the )?(jwe )?token (is |has )?(invalid|expired|revoked|not valid|malformed)\b/i,
  /^(invalid|expired|revoked|malformed) (jwe )?token\b/i,
];

function isRefusal(reason: unknown): boolean {
  return typeof reason === 'string' && REFUSALS.some((words) => words.test(reason.trim()));
}

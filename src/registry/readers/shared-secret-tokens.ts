// Tokens for self-hosted desktops: JSON Web Tokens (RFC 7519) signed with HMAC-SHA256, and nothing else of that standard.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TokenCheck, TokenVerdict } from './token-check.ts';

const INVALID: TokenVerdict = { state: 'invalid' };
const MAX_LENGTH = 8_192;

/** Claims: `exp` is needed; `sub`, `roles` (a list) and `account_sid` may be there. */
export function checkBySharedSecret(secret: string, now: () => Date): TokenCheck {
  return async (token) => {
    const [header, payload, signature, more] = token.split('.');
    if (token.length > MAX_LENGTH || !header || !payload || !signature || more !== undefined) {
      return INVALID;
    }
    // The algorithm is ours to choose; a token that names another is refused before its signature is looked at.
    if (readPart(header)?.['alg'] !== 'HS256') return INVALID;
    const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return INVALID;
    return verdictOf(readPart(payload) ?? {}, now().getTime());
  };
}

function verdictOf(claims: Record<string, unknown>, nowMs: number): TokenVerdict {
  const { exp, nbf, sub, roles, account_sid: accountSid } = claims;
  if (typeof exp !== 'number' || exp * 1000 <= nowMs) return INVALID;
  if (typeof nbf === 'number' && nbf * 1000 > nowMs) return INVALID;
  return {
    state: 'valid',
    accountSid: typeof accountSid === 'string' ? accountSid : undefined,
    identity: typeof sub === 'string' ? sub : '',
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    expiresAt: exp * 1000,
  };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

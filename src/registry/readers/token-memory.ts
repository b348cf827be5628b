// Makes the check of tokens that the settings ask for.
import type { FlexTokenSettings } from './reader-settings.ts';
import { rememberVerdicts, type TokenMemory } from './remember-verdicts.ts';
import { checkBySharedSecret } from './shared-secret-tokens.ts';
import type { TokenCheck } from './token-check.ts';
import { checkByTwilio } from './twilio-tokens.ts';

const MIN_SECRET = 32;

export function createTokenMemory(
  settings: FlexTokenSettings | undefined,
  rules: { readonly trustMs: number; readonly now: () => Date },
): TokenMemory | undefined {
  return settings && rememberVerdicts(checkOf(settings, rules.now), rules);
}

function checkOf(settings: FlexTokenSettings, now: () => Date): TokenCheck {
  if (settings.kind === 'twilio') return checkByTwilio(settings);
  if (settings.secret.length < MIN_SECRET) {
    throw new TypeError(`flexTokens.secret needs at least ${MIN_SECRET} characters`);
  }
  return checkBySharedSecret(settings.secret, now);
}

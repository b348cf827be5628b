// Remembers what was said about a token, so that a call centre that boots does not ask once per request.
import { createHash } from 'node:crypto';
import type { TokenCheck, TokenVerdict } from './token-check.ts';

export type TokenMemory = {
  /** `lenient` takes a verdict of earlier while nobody can be asked, as long as the operator allows it. */
  readonly check: (token: string, how: 'strict' | 'lenient') => Promise<TokenVerdict>;
};

export type MemoryRules = {
  readonly now: () => Date;
  /** How long a verdict of earlier may stand in for one that cannot be had. */
  readonly trustMs: number;
  readonly validMs?: number;
  readonly invalidMs?: number;
  readonly maxEntries?: number;
  readonly maxRunning?: number;
};

type Remembered = { readonly verdict: TokenVerdict; readonly at: number };

export function rememberVerdicts(
  check: TokenCheck,
  { now, trustMs, validMs = 300_000, invalidMs = 30_000, ...bounds }: MemoryRules,
): TokenMemory {
  const { maxEntries = 10_000, maxRunning = 50 } = bounds;
  const memory = new Map<string, Remembered>();
  const running = new Map<string, Promise<TokenVerdict>>();

  const isFresh = ({ verdict, at }: Remembered, nowMs: number) => {
    if (verdict.state === 'valid') return nowMs < Math.min(at + validMs, verdict.expiresAt);
    return nowMs < at + invalidMs;
  };

  const ask = async (key: string, token: string): Promise<TokenVerdict> => {
    if (running.size >= maxRunning)
      return { state: 'unknown', error: new Error('too many checks') };
    const asked = check(token);
    running.set(key, asked);
    try {
      const verdict = await asked;
      // What nobody could say is no reason to forget what was said before.
      if (verdict.state !== 'unknown') remember(key, verdict);
      return verdict;
    } finally {
      running.delete(key);
    }
  };

  const remember = (key: string, verdict: TokenVerdict) => {
    memory.delete(key);
    memory.set(key, { verdict, at: now().getTime() });
    const [oldest] = memory.size > maxEntries ? memory.keys() : [];
    if (oldest !== undefined) memory.delete(oldest);
  };

  return {
    check: async (token, how) => {
      // Tokens themselves are not kept in memory longer than a request.
      const key = createHash('sha256').update(token).digest('base64');
      const known = memory.get(key);
      if (known && isFresh(known, now().getTime())) return known.verdict;
      const verdict = await (running.get(key) ?? ask(key, token));
      if (verdict.state !== 'unknown' || how === 'strict') return verdict;
      const mayTrust = known?.verdict.state === 'valid' && now().getTime() < known.at + trustMs;
      return mayTrust ? known.verdict : verdict;
    },
  };
}

// Remembers what was said about a token, so that a call centre that boots does not ask once per request.
import { createHash } from 'node:crypto';
import { createFairTurns, type TurnLimits } from './fair-turns.ts';
import type { TokenCheck, TokenVerdict } from './token-check.ts';

export type TokenQuestion = {
  readonly token: string;
  /** Who shows it, by address: addresses take turns where more ask than can be answered. */
  readonly address: string;
  /** `lenient` takes a verdict of earlier while nobody can be asked, as long as the operator allows it. */
  readonly how: 'strict' | 'lenient';
};

export type TokenMemory = {
  readonly check: (question: TokenQuestion) => Promise<TokenVerdict>;
};

export type MemoryRules = {
  readonly now: () => Date;
  /** How long a verdict of earlier may stand in for one that cannot be had. */
  readonly trustMs: number;
  readonly validMs?: number;
  readonly invalidMs?: number;
  /** Of valid tokens, and of invalid ones as many again: whoever guesses does not push out who is known. */
  readonly maxEntries?: number;
  readonly turns?: TurnLimits;
};

type Remembered = { readonly verdict: TokenVerdict; readonly at: number };

/** A call centre boots behind one address, and a desktop waits for its plugins meanwhile. */
const TURNS: TurnLimits = { maxRunning: 50, maxWaiting: 500, waitMs: 3_000 };

export function rememberVerdicts(
  check: TokenCheck,
  { now, trustMs, validMs = 300_000, invalidMs = 30_000, ...bounds }: MemoryRules,
): TokenMemory {
  const { maxEntries = 10_000, turns: limits = TURNS } = bounds;
  const memories = {
    valid: new Map<string, Remembered>(),
    invalid: new Map<string, Remembered>(),
  };
  const turns = createFairTurns(limits);
  const running = new Map<string, Promise<TokenVerdict>>();

  const isFresh = ({ verdict, at }: Remembered, nowMs: number) => {
    if (verdict.state === 'valid') return nowMs < Math.min(at + validMs, verdict.expiresAt);
    return nowMs < at + invalidMs;
  };

  const recall = (key: string) => memories.valid.get(key) ?? memories.invalid.get(key);

  const ask = async (key: string, { token, address }: TokenQuestion): Promise<TokenVerdict> => {
    const verdict = await turns.take(address, () => check(token));
    if (!verdict) return { state: 'unknown', error: new Error('too many checks') };
    // What nobody could say is no reason to forget what was said before.
    if (verdict.state !== 'unknown') remember(key, verdict, memories[verdict.state]);
    return verdict;
  };

  const askOnce = (key: string, question: TokenQuestion) => {
    const asked = running.get(key) ?? ask(key, question).finally(() => running.delete(key));
    running.set(key, asked);
    return asked;
  };

  const remember = (key: string, verdict: TokenVerdict, memory: Map<string, Remembered>) => {
    memories.valid.delete(key);
    memories.invalid.delete(key);
    memory.set(key, { verdict, at: now().getTime() });
    const [oldest] = memory.size > maxEntries ? memory.keys() : [];
    if (oldest !== undefined) memory.delete(oldest);
  };

  return {
    check: async (question) => {
      const { token, how } = question;
      // Tokens themselves are not kept in memory longer than a request.
      const key = createHash('sha256').update(token).digest('base64');
      const known = recall(key);
      if (known && isFresh(known, now().getTime())) return known.verdict;
      const verdict = await askOnce(key, question);
      if (verdict.state !== 'unknown' || how === 'strict') return verdict;
      const mayTrust = known?.verdict.state === 'valid' && now().getTime() < known.at + trustMs;
      return mayTrust ? known.verdict : verdict;
    },
  };
}

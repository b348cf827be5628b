// Tries again what may heal by itself, with full jitter, so that a thousand desktops do not return in step.
import { type ErrorCode, PlugboardError } from '../domain/index.ts';
import { delay } from './deadline.ts';

const TRANSIENT: readonly ErrorCode[] = [
  'registry-unreachable',
  'registry-timeout',
  'bundle-unreachable',
];
const TRANSIENT_STATUS: readonly unknown[] = [408, 425, 429];
const TRIES = 3;
const FIRST_PAUSE_MS = 200;
const HURRIED_PAUSE_MS = 50;

export type RetryRules = {
  /** From 0 to 1. */
  readonly random: () => number;
  /** No pause begins that would end after this many milliseconds. */
  readonly budgetMs: number;
  /** Asked before each further try; spends from a budget that several pieces of work share. */
  readonly mayRetry?: () => boolean;
  /**
   * Asked after a failure: true where something else is at hand. Then only an answer that went wrong is asked for once
   * more, soon, and not where it says that it wants to be left alone. Who does not answer at all is not waited for.
   */
  readonly isHurried?: () => Promise<boolean>;
};

/** True for network failures, timeouts, 408, 425, 429 and 5xx; never for 401, 403, 404 or bad content. */
export function isTransient(error: unknown): error is PlugboardError {
  if (!(error instanceof PlugboardError)) return false;
  if (TRANSIENT.includes(error.code)) return true;
  const { status } = error.details;
  return typeof status === 'number' && (status >= 500 || TRANSIENT_STATUS.includes(status));
}

/** Calls `work` up to three times while it fails transiently. `work` is told how often it was tried before. */
export async function retryTransient<T>(
  { random, budgetMs, mayRetry = () => true, isHurried }: RetryRules,
  work: (retries: number) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + budgetMs;
  for (let retries = 0; ; retries++) {
    try {
      return await work(retries);
    } catch (error) {
      if (!isTransient(error)) throw error;
      const pauseMs = (await isHurried?.())
        ? hurriedPause(retries, error, random)
        : pauseBefore(retries, error, random);
      if (performance.now() + pauseMs >= deadline || !mayRetry()) throw error;
      await delay(pauseMs);
    }
  }
}

function pauseBefore(retries: number, { details }: PlugboardError, random: () => number): number {
  if (retries >= TRIES - 1) return Infinity;
  const { retryAfterMs } = details;
  const jitter = random() * FIRST_PAUSE_MS * 2 ** retries;
  return typeof retryAfterMs === 'number' ? retryAfterMs + jitter : jitter;
}

function hurriedPause(retries: number, { details }: PlugboardError, random: () => number): number {
  const { status, retryAfterMs } = details;
  return retries > 0 || status === undefined || retryAfterMs !== undefined
    ? Infinity
    : random() * HURRIED_PAUSE_MS;
}

// A fetch that tries again where another try may help: for long work that reads much and must not end at one 429.

export type RetryOptions = {
  /** All tries together. Default 8. */
  readonly tries?: number;
  /** Deadline of each try in milliseconds. Default 20 000. */
  readonly attemptTimeoutMs?: number;
  /** Longest wait between two tries in milliseconds, whatever the server asks for. Default 60 000. */
  readonly maxWaitMs?: number;
  /** Hears of every try that failed. */
  readonly onRetry?: (reason: string, waitMs: number) => void;
  readonly wait?: (ms: number) => Promise<void>;
  readonly random?: () => number;
};

const FIRST_WAIT_MS = 500;

/** Only reads are tried again: a write that got no answer may have been carried out. */
export function retryingFetch(
  fetch: typeof globalThis.fetch,
  {
    tries = 8,
    attemptTimeoutMs = 20_000,
    maxWaitMs = 60_000,
    onRetry = () => undefined,
    wait = (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    random = Math.random,
  }: RetryOptions = {},
): typeof globalThis.fetch {
  return async (input, init = {}) => {
    if (init.method !== undefined && init.method !== 'GET') return fetch(input, init);
    for (let attempt = 1; ; attempt += 1) {
      const timeout = AbortSignal.timeout(attemptTimeoutMs);
      const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      const outcome = await settle(fetch(input, { ...init, signal }));
      const isLast = attempt === tries || init.signal?.aborted === true;
      if (!isLast && isTransient(outcome)) {
        // Full jitter, so that those who were refused together do not come back together.
        const backoffMs = FIRST_WAIT_MS * 2 ** (attempt - 1) * random();
        const waitMs = Math.min(askedWaitMs(outcome) ?? backoffMs, maxWaitMs);
        onRetry(reasonOf(outcome), waitMs);
        await wait(waitMs);
        continue;
      }
      if ('error' in outcome) throw outcome.error;
      return outcome.response;
    }
  };
}

type Outcome = { readonly response: Response } | { readonly error: unknown };

async function settle(response: Promise<Response>): Promise<Outcome> {
  try {
    return { response: await response };
  } catch (error) {
    return { error };
  }
}

function isTransient(outcome: Outcome): boolean {
  if ('error' in outcome) return true;
  const { status } = outcome.response;
  return status === 429 || status >= 500;
}

function reasonOf(outcome: Outcome): string {
  return 'error' in outcome ? 'no answer' : `status ${outcome.response.status}`;
}

function askedWaitMs(outcome: Outcome): number | undefined {
  const asked = 'error' in outcome ? null : outcome.response.headers.get('Retry-After');
  return asked !== null && /^\d{1,5}$/.test(asked) ? Number(asked) * 1000 : undefined;
}

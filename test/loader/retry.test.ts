// What is tried again, how often, and after which pause.
import { PlugboardError } from '../../src/domain/index.ts';
import { isTransient, retryTransient } from '../../src/loader/retry.ts';
import { settle, stopClock } from '../stories/virtual-clock.ts';

stopClock();

const statusError = (status: number, retryAfterMs?: number) =>
  new PlugboardError('registry-status', { status, retryAfterMs });
const RULES = { random: () => 0.5, budgetMs: 10_000 };

/** Fails with each of these in turn, then succeeds; notes when it was called. */
const failing = (...errors: unknown[]) => {
  const calls: number[] = [];
  const work = async (retries: number) => {
    calls.push(performance.now());
    const error = errors[retries];
    if (error !== undefined) throw error;
    return 'done';
  };
  return { work, pauses: () => calls.slice(1).map((at, before) => at - (calls[before] ?? 0)) };
};

const CASES: (readonly [error: unknown, transient: boolean])[] = [
  [new PlugboardError('registry-unreachable'), true],
  [new PlugboardError('registry-timeout'), true],
  [new PlugboardError('bundle-unreachable'), true],
  ...[408, 425, 429, 500, 502, 503, 504, 599].map((status) => [statusError(status), true] as const),
  ...[301, 400, 401, 403, 404, 409, 410, 422].map(
    (status) => [statusError(status), false] as const,
  ),
  [new PlugboardError('registry-not-json'), false],
  [new PlugboardError('manifest-shape'), false],
  [new PlugboardError('integrity-mismatch'), false],
  [new PlugboardError('authorize-failed'), false],
  [new Error('anything else'), false],
  [undefined, false],
];

it.each(CASES)('%s is transient: %s', (error, transient) => {
  expect(isTransient(error)).toBe(transient);
});

it('a success is not repeated', async () => {
  const { work, pauses } = failing();
  expect(await settle(retryTransient(RULES, work))).toBe('done');
  expect(pauses()).toEqual([]);
});

it('pauses grow, with full jitter', async () => {
  const { work, pauses } = failing(statusError(500), statusError(500));
  expect(await settle(retryTransient(RULES, work))).toBe('done');
  expect(pauses()).toEqual([100, 200]);
});

it('after three tries the last failure stands', async () => {
  const { work, pauses } = failing(
    statusError(500),
    statusError(502),
    statusError(503),
    statusError(504),
  );
  await expect(settle(retryTransient(RULES, work))).rejects.toMatchObject({
    details: { status: 503 },
  });
  expect(pauses()).toHaveLength(2);
});

it('what is not transient is not tried again', async () => {
  const { work, pauses } = failing(statusError(500), statusError(404));
  await expect(settle(retryTransient(RULES, work))).rejects.toMatchObject({
    details: { status: 404 },
  });
  expect(pauses()).toHaveLength(1);
});

it('a host that says how long is given that long', async () => {
  const { work, pauses } = failing(statusError(503, 3_000));
  await settle(retryTransient(RULES, work));
  expect(pauses()).toEqual([3_100]);
});

it('no pause begins that would outlast the budget', async () => {
  const { work, pauses } = failing(statusError(503, 12_000));
  await expect(settle(retryTransient(RULES, work), 100)).rejects.toMatchObject({
    code: 'registry-status',
  });
  expect(pauses()).toEqual([]);
});

it('a budget that several share is asked before each further try', async () => {
  let left = 1;
  const rules = { ...RULES, mayRetry: () => left-- > 0 };
  const { work, pauses } = failing(statusError(500), statusError(500));
  await expect(settle(retryTransient(rules, work))).rejects.toMatchObject({
    details: { status: 500 },
  });
  expect(pauses()).toHaveLength(1);
});

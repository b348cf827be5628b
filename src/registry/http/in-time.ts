// Waits for something no longer than a deadline, and answers a 503 that may be tried again when it passes.
import { ApiError } from './api-error.ts';

type Deadline = { readonly ms: number; readonly reason: string; readonly message: string };

export async function inTime<Result>(
  work: Promise<Result>,
  { ms, reason, message }: Deadline,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = () =>
    new ApiError(503, message, { details: { reason }, headers: { 'retry-after': '1' } });
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

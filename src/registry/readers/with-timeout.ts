// Gives up waiting after so many milliseconds; what was begun goes on, and nobody hears of it.

export function withTimeout<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  who = 'the database',
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${who} did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

// Asks the database which release is the newest, for any number of requests at the same time with two questions at most:
// a request may use only an answer to a question that was asked after it came.
import type { Database } from '../database/schema.ts';

type Question = Promise<number | undefined>;
type Asking = { running: Question; next: Question | undefined };

export type AskNewest = (accountSid: string) => Question;

/** The question is given up after `timeoutMs`: a desktop that boots does not wait for a database that hangs. */
export function createNewestRelease(database: Database, timeoutMs = 500): AskNewest {
  const accounts = new Map<string, Asking>();

  const ask = (accountSid: string): Question => {
    const asking = accounts.get(accountSid);
    if (!asking) {
      const running = start(accountSid);
      accounts.set(accountSid, { running, next: undefined });
      return running;
    }
    asking.next ??= asking.running.then(
      () => begin(accountSid),
      () => begin(accountSid),
    );
    return asking.next;
  };

  const begin = (accountSid: string): Question => {
    const running = start(accountSid);
    accounts.set(accountSid, { running, next: undefined });
    return running;
  };

  const start = (accountSid: string): Question => {
    const question: Question = withTimeout(readNewest(database, accountSid), timeoutMs);
    const done = () => {
      if (accounts.get(accountSid)?.running === question && !accounts.get(accountSid)?.next) {
        accounts.delete(accountSid);
      }
    };
    question.then(done, done);
    return question;
  };

  return ask;
}

async function readNewest(database: Database, accountSid: string): Question {
  const row = await database
    .selectFrom('releases')
    .select('sequence')
    .where('account_sid', '=', accountSid)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence;
}

function withTimeout<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the database did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

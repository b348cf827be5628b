// Asks the database which release is the newest. Requests that come together share the question, but each gets an
// answer to a question that was asked after it came.
import type { Database } from '../database/schema.ts';
import { withTimeout } from '../readers/with-timeout.ts';

type Answer = Promise<number | undefined>;
type Asking = { readonly running: Answer; next?: Answer };

/** A question is given up after `timeoutMs`: a desktop that boots does not wait for a database that hangs. */
export function createNewestRelease(
  database: Database,
  timeoutMs = 1_000,
): (accountSid: string) => Answer {
  const accounts = new Map<string, Asking>();

  const ask = (accountSid: string): Answer => {
    const running = withTimeout(readNewest(database, accountSid), timeoutMs);
    const asking: Asking = { running: forgetting(running, accountSid) };
    accounts.set(accountSid, asking);
    return asking.running;
  };

  const forgetting = async (answer: Answer, accountSid: string) => {
    try {
      return await answer;
    } finally {
      // Whoever asked meanwhile waits for the next question, which begins now.
      if (accounts.get(accountSid)?.next === undefined) accounts.delete(accountSid);
    }
  };

  return (accountSid) => {
    const asking = accounts.get(accountSid);
    if (!asking) return ask(accountSid);
    const askAgain = () => ask(accountSid);
    asking.next ??= asking.running.then(askAgain, askAgain);
    return asking.next;
  };
}

async function readNewest(database: Database, accountSid: string): Answer {
  const row = await database
    .selectFrom('releases')
    .select('sequence')
    .where('account_sid', '=', accountSid)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence;
}

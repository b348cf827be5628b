// Lets one change of an account at a time into the database, so that those that wait for it hold no connection.
import { inTime } from '../http/in-time.ts';
import type { Database } from './schema.ts';

/** As long as PostgreSQL lets a change wait for those of other processes. */
const TURN = {
  ms: 30_000,
  reason: 'storage-busy',
  message: 'Other changes of this account take too long; nothing was changed, try again',
};

/** When the last change of each account that has one will be over. */
const queues = new WeakMap<Database, Map<string, Promise<void>>>();

export async function inTurn<Result>(
  database: Database,
  accountSid: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const queue = queueOf(database);
  const before = queue.get(accountSid) ?? Promise.resolve();
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const over = before.then(() => left);
  queue.set(accountSid, over);
  void over.then(() => {
    if (queue.get(accountSid) === over) queue.delete(accountSid);
  });
  try {
    await inTime(before, TURN);
    return await work();
  } finally {
    leave();
  }
}

function queueOf(database: Database): Map<string, Promise<void>> {
  const known = queues.get(database);
  if (known) return known;
  const queue = new Map<string, Promise<void>>();
  queues.set(database, queue);
  return queue;
}

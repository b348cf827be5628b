// The account that is meant when none is named, while the database answers and while it does not.
import { createSoleAccount } from '../../../src/registry/readers/sole-account.ts';
import { startTestRegistry } from '../support/test-registry.ts';

const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

test.each(['SQLite', 'PostgreSQL'] as const)(
  'a boot that names no account goes on when %s is gone',
  async (kind) => {
    let passed = 0;
    const registry = await startTestRegistry(kind, { now: () => new Date(Date.now() + passed) });
    const account = await registry.newAccount();
    const release = await account.release(await account.configure());
    expect((await fetch(registry.url + MANIFEST)).status).toBe(200);
    await registry.context.database.destroy();
    // Longer than what is known is believed without a question.
    passed = 5_000;
    const answer = await fetch(registry.url + MANIFEST);
    expect([answer.status, (await answer.json()).release_sid]).toEqual([200, release]);
    await registry.stop();
  },
  60_000,
);

/** A database whose answers are given by hand. */
function databaseOf(execute: () => Promise<{ sid: string }[]>) {
  const query = { select: () => query, limit: () => query, execute };
  return { selectFrom: () => query } as unknown as Parameters<
    typeof createSoleAccount
  >[0]['database'];
}

test('requests that come together share one question', async () => {
  let asked = 0;
  const database = databaseOf(async () => {
    asked += 1;
    return [{ sid: 'AC1' }];
  });
  const sole = createSoleAccount({ database, now: () => new Date() });
  expect(await Promise.all([sole.find(), sole.find(), sole.find()])).toEqual(['AC1', 'AC1', 'AC1']);
  expect(asked).toBe(1);
});

test('a database that hangs is not waited for, and the last account is the answer', async () => {
  let hangs = false;
  const database = databaseOf(() =>
    hangs ? new Promise(() => undefined) : Promise.resolve([{ sid: 'AC1' }]),
  );
  const sole = createSoleAccount({ database, now: () => new Date() }, 20);
  await sole.find();
  hangs = true;
  expect(await sole.get()).toBe('AC1');
  const fresh = createSoleAccount({ database, now: () => new Date() }, 20);
  await expect(fresh.get()).rejects.toThrow('did not answer within 20 ms');
});

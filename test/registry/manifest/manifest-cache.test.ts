// What the memory of manifests hands out when loads and releases cross, and when the database is gone.
import { createManifestCache } from '../../../src/registry/manifest/manifest-cache.ts';
import { prepareAnswer } from '../../../src/registry/manifest/prepared-answer.ts';

const manifestOf = async (sequence: number) => ({
  ...(await prepareAnswer(JSON.stringify({ sequence }))),
  sequence,
});

test('with a database that does not answer, the last manifest is used and the fault is told', async () => {
  const faults: unknown[] = [];
  let broken = false;
  const cache = createManifestCache({
    load: () => manifestOf(1),
    newest: async () => {
      if (broken) throw new Error('no connection');
      return 1;
    },
    now: () => new Date(),
    onFault: (error) => faults.push(error),
  });
  expect((await cache.get('AC1'))?.sequence).toBe(1);
  broken = true;
  expect((await cache.get('AC1'))?.sequence).toBe(1);
  expect(faults).toEqual([new Error('no connection')]);
});

test.each(['SQLite', 'PostgreSQL'])(
  'with %s gone, a manifest that cannot be made anew is used while its grants hold',
  async (kind) => {
    let time = 0;
    const down = () => Promise.reject(new Error('no connection'));
    let load = async () => ({ ...(await manifestOf(1)), until: 10, usableUntil: 20 });
    let newest = async () => 1;
    const cache = createManifestCache({
      load: () => load(),
      ...(kind === 'PostgreSQL' && { newest: () => newest() }),
      now: () => new Date(time),
      onFault: () => undefined,
    });
    await cache.get('AC1');
    [load, newest, time] = [down, down, 19];
    expect((await cache.get('AC1'))?.sequence).toBe(1);
    time = 20;
    await expect(cache.get('AC1')).rejects.toThrow('no connection');
  },
);

test('a load that began before a release is not kept after it', async () => {
  const loads: ((sequence: number) => void)[] = [];
  const cache = createManifestCache({
    load: () =>
      new Promise((resolve) => {
        loads.push((sequence) => void manifestOf(sequence).then(resolve));
      }),
    now: () => new Date(),
    onFault: (error) => {
      throw error;
    },
  });
  const early = cache.get('AC1');
  cache.renew('AC1');
  const late = cache.get('AC1');
  loads[1]?.(2);
  expect((await late)?.sequence).toBe(2);
  loads[0]?.(1);
  expect((await early)?.sequence).toBe(1);
  expect(cache.peek('AC1')?.sequence).toBe(2);
  expect(loads).toHaveLength(2);
});

test('a load that began before the newest release is not an answer to who came after it', async () => {
  let inDatabase = 1;
  const waiting: (() => void)[] = [];
  const cache = createManifestCache({
    load: async () => {
      const manifest = await manifestOf(inDatabase);
      await new Promise<void>((go) => waiting.push(go));
      return manifest;
    },
    newest: async () => inDatabase,
    now: () => new Date(),
    onFault: (error) => {
      throw error;
    },
  });
  const begun = async (loads: number) => {
    while (waiting.length < loads) await new Promise((turn) => setImmediate(turn));
  };
  cache.renew('AC1');
  await begun(1);
  inDatabase = 2;
  const late = cache.get('AC1');
  await new Promise((turn) => setImmediate(turn));
  waiting[0]?.();
  await begun(2);
  waiting[1]?.();
  expect((await late)?.sequence).toBe(2);
});

test('after notices were missed, everything that is kept is made anew, and a load of before is not kept', async () => {
  let content = 'before';
  const waiting: (() => void)[] = [];
  const cache = createManifestCache({
    load: async (accountSid) => {
      const manifest = { ...(await prepareAnswer(content)), sequence: 1 };
      if (accountSid === 'AC2') await new Promise<void>((go) => waiting.push(go));
      return manifest;
    },
    newest: async () => 1,
    now: () => new Date(),
    onFault: (error) => {
      throw error;
    },
  });
  const text = async (accountSid: string) => (await cache.get(accountSid))?.plain.bytes.toString();
  const begun = async (loads: number) => {
    while (waiting.length < loads) await new Promise((turn) => setImmediate(turn));
  };
  expect(await text('AC1')).toBe('before');
  const early = text('AC2');
  await begun(1);
  content = 'after';
  cache.renewAll();
  while ((await text('AC1')) === 'before');
  waiting[0]?.();
  expect(await early).toBe('before');
  const late = text('AC2');
  await begun(2);
  waiting[1]?.();
  expect(await late).toBe('after');
});

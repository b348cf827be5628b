// Manifests of releases that are asked for by their SIDs: kept while nothing changes, and never longer.
import { createNamedManifests } from '../../../src/registry/manifest/named-manifests.ts';
import { prepareAnswer } from '../../../src/registry/manifest/prepared-answer.ts';
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';
import { until } from '../bundles/until.ts';
import { startTestRegistry } from '../support/test-registry.ts';

describe('over the wire', () => {
  let hosting: HostingRegistry;
  let release: string;
  beforeAll(async () => {
    hosting = await startHostingRegistry();
    const { account } = hosting;
    const configuration = await account.configure(await account.deploy('a'));
    release = await account.release(configuration);
    await account.release(await account.configure());
  });
  afterAll(() => hosting.stop());

  const path = (sid: string) => `${hosting.account.url}/v1/PluginService/Releases/${sid}/Manifest`;
  const read = async (sid = release) => {
    const answer = await fetch(path(sid));
    return { body: await answer.json(), source: answer.headers.get('server-timing') };
  };

  test('the second reader gets what the first one was made', async () => {
    await read();
    const { body, source } = await read();
    expect([body.release_sid, source]).toEqual([release, 'manifest;desc=memory']);
    const answer = await fetch(path(release));
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await fetch(path(release), { headers })).status).toBe(304);
  });

  test('what was archived meanwhile is archived for the next reader', async () => {
    await read();
    await hosting.account.post('Plugins/a/Archive');
    const { body, source } = await read();
    expect([body.plugins[0].plugin_archived, source]).toEqual([true, 'manifest;desc=database']);
  });

  test('a release of another account or of nobody is a 404, however often it is asked for', async () => {
    for (const sid of [`FK${'0'.repeat(32)}`, 'FK1', `FK${'0'.repeat(32)}`]) {
      expect((await fetch(path(sid))).status).toBe(404);
    }
    const other = `${path(release)}?AccountSid=AC${'0'.repeat(32)}`;
    expect((await fetch(other)).status).toBe(404);
  });

  test('the file of a release is offered as soon as it is made', async () => {
    const sids: string[] = [];
    for (const name of ['one', 'two']) {
      sids.push((await hosting.upload(name, '1.0.0', [['bundle.js', `${name}()`]])).body.sid);
    }
    const sid = await hosting.account.release(await hosting.account.configure(...sids));
    await until('the offer', async () => (await read(sid)).body.release_bundle !== undefined);
  });
});

test('a manifest that was read before stays readable when the database is gone', async () => {
  const registry = await startTestRegistry();
  const account = await registry.newAccount();
  const release = await account.release(await account.configure());
  const query = `AccountSid=${account.credentials.accountSid}`;
  const url = `${registry.url}/v1/PluginService/Releases/${release}/Manifest?${query}`;
  expect((await fetch(url)).status).toBe(200);
  await registry.context.database.destroy();
  expect((await (await fetch(url)).json()).release_sid).toBe(release);
  await registry.stop();
});

describe('the memory', () => {
  const loads: string[] = [];
  let place = 1;
  let go: (() => void)[] | undefined;
  const memory = (maxBytes?: number) =>
    createNamedManifests({
      load: async (_accountSid, sid) => {
        loads.push(sid);
        const answer = await prepareAnswer(sid);
        if (go) await new Promise<void>((resolve) => go?.push(resolve));
        return answer;
      },
      place: async () => place,
      onFault: (error) => {
        throw error;
      },
      ...(maxBytes !== undefined && { maxBytes }),
    });
  beforeEach(() => {
    [loads.length, place, go] = [0, 1, undefined];
  });

  test('is no larger than its bound, and lets go of the oldest', async () => {
    const named = memory(6);
    for (const sid of ['one', 'two', 'six', 'one', 'six']) await named.get('AC1', sid);
    expect(loads).toEqual(['one', 'two', 'six', 'one']);
  });

  test('makes what many ask for at once once', async () => {
    const named = memory();
    await Promise.all(Array.from({ length: 9 }, () => named.get('AC1', 'one')));
    expect(loads).toEqual(['one']);
  });

  test('does not keep what was forgotten while it was made', async () => {
    go = [];
    const named = memory();
    const early = named.get('AC1', 'one');
    while (go.length < 1) await new Promise(setImmediate);
    named.forget('AC1');
    go[0]?.();
    await early;
    go = undefined;
    expect((await named.get('AC1', 'one'))?.source).toBe('database');
    named.forget('AC2');
    expect((await named.get('AC1', 'one'))?.source).toBe('memory');
  });
});

// Lists: all pages, on one origin, with an end.
import {
  basicAuth,
  listConfiguredPlugins,
  listPlugins,
  listPluginVersions,
  listReleases,
  PluginsApiError,
} from '../../src/client/index.ts';
import { failureOf, type LoopbackApi, sendJson, startLoopbackApi } from './loopback-api.ts';
import { pluginResource, releaseResource, sid, versionResource } from './resources.ts';

let loopback: LoopbackApi;
beforeEach(async () => {
  loopback = await startLoopbackApi((_, response) => sendJson(response, {}));
});
afterEach(() => loopback.close());

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function sendPage(nextPageUrl: unknown, rows = [pluginResource()]): LoopbackApi['answer'] {
  return (_, response) =>
    sendJson(response, { plugins: rows, meta: { next_page_url: nextPageUrl } });
}

/** Five plugins on three pages, behind page tokens as Twilio makes them. */
function servePages(): void {
  loopback.answer = ({ url }, response) => {
    const asked = new URL(url, loopback.api.baseUrl);
    const page = Number(asked.searchParams.get('PageToken')?.slice(2) ?? 0);
    const rows = [1, 2, 3, 4, 5].slice(page * 2, page * 2 + 2).map(pluginResource);
    asked.searchParams.set('Page', String(page + 1));
    asked.searchParams.set('PageToken', `PT${page + 1}`);
    sendJson(response, { plugins: rows, meta: { next_page_url: page < 2 ? asked.href : null } });
  };
}

test('all pages are walked, each with fresh authorisation', async () => {
  servePages();
  let asked = 0;
  const api = { ...loopback.api, authorize: () => ({ 'X-Asked': String(++asked) }) };
  const names = (await collect(listPlugins(api, { pageSize: 2 }))).map((row) => row.unique_name);
  expect(names).toEqual(['plugin-1', 'plugin-2', 'plugin-3', 'plugin-4', 'plugin-5']);
  expect(loopback.seen.map(({ url }) => url)).toEqual([
    '/v1/PluginService/Plugins?PageSize=2',
    '/v1/PluginService/Plugins?PageSize=2&Page=1&PageToken=PT1',
    '/v1/PluginService/Plugins?PageSize=2&Page=2&PageToken=PT2',
  ]);
  expect(loopback.seen.map(({ headers }) => headers['x-asked'])).toEqual(['1', '2', '3']);
});

test('a reader who stops early asks for no further page', async () => {
  servePages();
  for await (const plugin of listPlugins(loopback.api, { pageSize: 2 })) {
    expect(plugin.unique_name).toBe('plugin-1');
    break;
  }
  expect(loopback.seen).toHaveLength(1);
});

test('each list reads the rows under its own key', async () => {
  const meta = { next_page_url: null };
  const configured = {
    ...versionResource(),
    plugin_version_sid: sid('FV', 1),
    unique_name: 'plugin-1',
  };
  loopback.answer = ({ url }, response) => {
    if (url.includes('/Versions'))
      sendJson(response, { plugin_versions: [versionResource()], meta });
    else if (url.includes('/Releases')) sendJson(response, { releases: [releaseResource()], meta });
    else sendJson(response, { plugins: [configured], meta });
  };
  expect(await collect(listPluginVersions(loopback.api, 'plugin-1'))).toEqual([versionResource()]);
  expect(await collect(listReleases(loopback.api))).toEqual([releaseResource()]);
  expect(await collect(listConfiguredPlugins(loopback.api, sid('FJ', 1)))).toEqual([configured]);
});

test('a page on another origin is never asked for', async () => {
  const other = await startLoopbackApi(sendPage(null));
  loopback.answer = sendPage(`${other.api.baseUrl}/v1/PluginService/Plugins?Page=1`);
  try {
    const api = { ...loopback.api, authorize: basicAuth('AC1', 'secret') };
    const error = await failureOf(collect(listPlugins(api)));
    expect(error).toBeInstanceOf(PluginsApiError);
    expect(error).toMatchObject({ kind: 'shape' });
    expect(String(error)).toContain(other.api.baseUrl);
    expect(other.seen).toHaveLength(0);
  } finally {
    await other.close();
  }
});

test('pages that lead back to themselves end in an error', async () => {
  loopback.answer = ({ url }, response) =>
    sendPage(`${loopback.api.baseUrl}${url}`)({ url } as never, response);
  const error = await failureOf(collect(listPlugins(loopback.api)));
  expect(error).toMatchObject({ kind: 'shape', message: expect.stringContaining('never end') });
  expect(loopback.seen).toHaveLength(1);
});

test('pages that go on for ever end in an error', async () => {
  let page = 0;
  const endless = () => {
    const next = `http://registry.test/v1/PluginService/Plugins?Page=${++page}`;
    return Promise.resolve(Response.json({ plugins: [], meta: { next_page_url: next } }));
  };
  const api = { baseUrl: 'http://registry.test', fetch: endless };
  expect(await failureOf(collect(listPlugins(api)))).toMatchObject({ kind: 'shape' });
  expect(page).toBe(10_000);
});

test.each([
  ['no meta', { plugins: [] }, 'next_page_url'],
  ['a relative page address', { plugins: [], meta: { next_page_url: '/x' } }, 'next_page_url'],
  ['rows under another key', { results: [] }, 'plugins is nothing'],
  ['a row that is no plugin', { plugins: [{}], meta: { next_page_url: null } }, 'sid of a plugin'],
])('%s is a shape error', async (_title, body, sentence) => {
  loopback.answer = (_, response) => sendJson(response, body);
  const error = await failureOf(collect(listPlugins(loopback.api)));
  expect(error).toMatchObject({ kind: 'shape', message: expect.stringContaining(sentence) });
});

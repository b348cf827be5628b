// POST /Import: what it takes, what it refuses, and that a refused call changes nothing.
import { DATABASES } from './support/databases.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('an import on %s', (kind) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());

  let next = 1;
  const sid = (prefix: string) => `${prefix}${(next++).toString(16).padStart(32, 'e')}`;
  const date = '2022-03-04T05:06:07Z';

  function records() {
    const plugin = {
      sid: sid('FP'),
      unique_name: 'imported',
      friendly_name: null,
      description: null,
      archived: false,
      date_created: date,
      date_updated: null,
    };
    const version = {
      sid: sid('FV'),
      plugin_sid: plugin.sid,
      version: '0.275',
      plugin_url: 'https://example.twil.io/bundle.js',
      changelog: null,
      private: false,
      archived: false,
      validated: true,
      date_created: date,
    };
    const configuration = {
      sid: sid('FJ'),
      name: 'Old',
      description: null,
      archived: false,
      date_created: date,
      plugins: [{ plugin_version_sid: version.sid, phase: 1 }],
    };
    const release = { sid: sid('FK'), configuration_sid: configuration.sid, date_created: date };
    return { plugin, version, configuration, release };
  }

  function formOf({ plugin, version, configuration, release }: ReturnType<typeof records>) {
    return {
      Plugins: JSON.stringify(plugin),
      Versions: JSON.stringify(version),
      Configurations: JSON.stringify(configuration),
      Releases: JSON.stringify(release),
    };
  }

  const pluginWith = (more: object) => JSON.stringify({ ...records().plugin, ...more });

  test('an imported release is live at once, with versions that are no semantic versions', async () => {
    const account = await registry.newAccount();
    const given = records();
    const { status, body } = await account.post('Import', formOf(given));
    expect([status, body]).toEqual([200, { created: 4, updated: 0, unchanged: 0 }]);
    const manifest = (await account.get('Releases/Active/Manifest')).body;
    expect(manifest).toMatchObject({
      release_sid: given.release.sid,
      date_created: date,
      plugins: [{ unique_name: 'imported', version: '0.275', phase: 1 }],
    });
    expect((await account.get('Plugins/imported')).body).toMatchObject({
      friendly_name: 'imported',
      date_updated: date,
    });
  });

  test('what belongs to another account, or has another content here, is a conflict', async () => {
    const [one, other] = [await registry.newAccount(), await registry.newAccount()];
    const given = records();
    await one.post('Import', formOf(given));
    const stolen = await other.post('Import', { Plugins: JSON.stringify(given.plugin) });
    expect([stolen.status, stolen.body.details.reason]).toEqual([409, 'import-conflict']);
    const altered = { ...given.version, plugin_url: 'https://elsewhere.example/bundle.js' };
    const changed = await one.post('Import', { Versions: JSON.stringify(altered) });
    expect(changed.body.details).toMatchObject({ reason: 'import-conflict', field: 'plugin_url' });
    const namesake = { ...given.plugin, sid: sid('FP') };
    const taken = await one.post('Import', { Plugins: JSON.stringify(namesake) });
    expect([taken.status, taken.body.details.reason]).toEqual([409, 'plugin-exists']);
  });

  test('a release that ends every call is live from the first one on, and the order is that of the calls', async () => {
    const account = await registry.newAccount();
    const given = records();
    const release = (number: number) => ({
      ...given.release,
      sid: `FK${String(number).padStart(32, 'd')}`,
    });
    await account.post('Import', { ...formOf(given), Releases: [] });
    const send = async (...numbers: number[]) => {
      const releases = numbers.map((number) => JSON.stringify(release(number)));
      const { body } = await account.post('Import', { Releases: releases });
      expect((await account.get('Releases/Active')).body.sid).toBe(release(7).sid);
      return body;
    };
    expect(await send(1, 2, 7)).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(await send(2, 3, 4, 7)).toEqual({ created: 2, updated: 0, unchanged: 2 });
    expect(await send(4, 5, 7)).toEqual({ created: 1, updated: 0, unchanged: 2 });
    expect(await send(4, 5, 7)).toEqual({ created: 0, updated: 0, unchanged: 3 });
    const { releases } = (await account.get('Releases')).body;
    expect(releases.map(({ sid }: { sid: string }) => Number(sid.at(-1)))).toEqual([
      7, 5, 4, 3, 2, 1,
    ]);
  });

  test.each([
    ['no JSON', { Plugins: '{' }],
    ['no object', { Plugins: '7' }],
    ['a foreign SID', { Plugins: JSON.stringify({ ...records().plugin, sid: 'FP1' }) }],
    ['a name of a path', { Plugins: JSON.stringify({ ...records().plugin, unique_name: '../x' }) }],
    ['a name like a SID', { Plugins: pluginWith({ unique_name: sid('FP') }) }],
    ['a text with a NUL character', { Plugins: pluginWith({ description: 'a\0b' }) }],
    [
      'a script address',
      { Versions: JSON.stringify({ ...records().version, plugin_url: 'data:x' }) },
    ],
    [
      'a local date',
      { Releases: JSON.stringify({ ...records().release, date_created: '4.3.2022' }) },
    ],
    ['a plugin that is not there', { Versions: JSON.stringify(records().version) }],
    ['a version that is not there', { Configurations: JSON.stringify(records().configuration) }],
    ['a configuration that is not there', { Releases: JSON.stringify(records().release) }],
  ])('%s is refused with a reason, and nothing of the call is kept', async (_, form) => {
    const account = await registry.newAccount();
    const plugin = { ...records().plugin, unique_name: 'beside' };
    const both = {
      ...form,
      Plugins: [JSON.stringify(plugin), ...('Plugins' in form ? [form.Plugins] : [])],
    };
    const { status, body } = await account.post('Import', both);
    expect(status).toBe(400);
    expect(body.details.reason).toMatch(/^(parameter-invalid|\w+-unknown)$/);
    expect((await account.get('Plugins')).body.plugins).toEqual([]);
  });

  test('two versions of one plugin in a configuration are refused', async () => {
    const account = await registry.newAccount();
    const { plugin, version, configuration } = records();
    const second = { ...version, sid: sid('FV'), version: '0.276' };
    const members = [version, second].map((it) => ({ plugin_version_sid: it.sid, phase: 1 }));
    const { status, body } = await account.post('Import', {
      Plugins: JSON.stringify(plugin),
      Versions: [JSON.stringify(version), JSON.stringify(second)],
      Configurations: JSON.stringify({ ...configuration, plugins: members }),
    });
    expect([status, body.details.reason]).toEqual([400, 'plugin-duplicate']);
  });

  test('what was archived here stays archived when it is imported again', async () => {
    const account = await registry.newAccount();
    const { plugin } = records();
    const form = { Plugins: JSON.stringify({ ...plugin, date_updated: '2099-01-01T00:00:00Z' }) };
    await account.post('Import', form);
    await account.post('Plugins/imported/Archive');
    expect((await account.post('Import', form)).status).toBe(200);
    expect((await account.get('Plugins/imported')).body.archived).toBe(true);
  });
});

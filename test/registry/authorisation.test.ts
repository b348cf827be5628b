// Who may do what: every route against every kind of credential, from one table.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHosting } from '../../src/registry/bundles/hosting.ts';
import { DEFAULT_HOSTING } from '../../src/registry/bundles/hosting-settings.ts';
import { DATABASES } from './support/databases.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

const SCOPES = ['read', 'deploy', 'release', 'admin'] as const;

/**
 * Method, path, the scope that it needs, and what whoever is let in gets. Ids that exist are put in for the words in
 * braces. A 400 or 409 is the refusal of the route itself: the form lacks something, or the thing is live.
 */
const ROUTES = [
  ['GET', 'Plugins', 'read', 200],
  ['POST', 'Plugins', 'deploy', 400],
  ['GET', 'Plugins/{plugin}', 'read', 200],
  ['POST', 'Plugins/{plugin}', 'deploy', 200],
  ['POST', 'Plugins/{plugin}/Archive', 'deploy', 400],
  ['GET', 'Plugins/{plugin}/Versions', 'read', 200],
  ['POST', 'Plugins/{plugin}/Versions', 'deploy', 409],
  ['POST', 'Plugins/{plugin}/Versions/Upload', 'deploy', 400],
  ['GET', 'Plugins/{plugin}/Versions/{version}', 'read', 200],
  ['GET', 'Plugins/{plugin}/Versions/{version}/Files', 'read', 404],
  ['POST', 'Plugins/{plugin}/Versions/{version}/Archive', 'deploy', 400],
  ['GET', 'Configurations', 'read', 200],
  ['POST', 'Configurations', 'release', 400],
  ['GET', 'Configurations/{configuration}', 'read', 200],
  ['POST', 'Configurations/{configuration}/Archive', 'release', 400],
  ['GET', 'Configurations/{configuration}/Plugins', 'read', 200],
  ['GET', 'Configurations/{configuration}/Plugins/{plugin}', 'read', 200],
  ['GET', 'Releases', 'read', 200],
  ['POST', 'Releases', 'release', 400],
  ['POST', 'Releases/Compose', 'release', 400],
  ['GET', 'Releases/{release}', 'read', 200],
  ['GET', 'Releases/Active', 'read', 200],
  ['GET', 'Releases/Active/Manifest', 'read', 200],
  ['GET', 'Audit', 'read', 200],
  ['GET', 'Keys', 'admin', 200],
  ['POST', 'Keys', 'admin', 400],
  ['GET', 'Keys/{key}', 'admin', 200],
  ['POST', 'Keys/{key}/Revoke', 'admin', 200],
  ['POST', 'Import', 'admin', 200],
] as const;

/** A caller who is let in with this gets an answer of every route, and nothing that matters changes. */
const HARMLESS = 'Scopes=none&Description=&Version=1.0.0&PluginUrl=https://cdn.example/a.js';

describe.each(DATABASES)('on %s', (kind) => {
  let registry: TestRegistry;
  let folder: string;
  let account: TestAccount;
  let other: TestAccount;
  let revoked: TestAccount;
  const keys = {} as Record<(typeof SCOPES)[number], TestAccount>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugboard-authorisation-'));
    const hosting = await openHosting(folder, DEFAULT_HOSTING, () => new Date());
    registry = await startTestRegistry(kind, { manifestAccess: 'credentials', hosting });
    [account, other] = [await registry.newAccount(), await registry.newAccount()];
    for (const scope of SCOPES) keys[scope] = await newKey(scope);
    revoked = await newKey('admin');
    await account.post(`Keys/${revoked.credentials.accountSid}/Revoke`);
    ids['version'] = await account.deploy('a');
    ids['plugin'] = (await account.get('Plugins/a')).body.sid;
    ids['configuration'] = await account.configure(ids['version']);
    ids['release'] = await account.release(ids['configuration']);
  });
  afterAll(async () => {
    await registry.stop();
    await rm(folder, { recursive: true });
  });

  async function newKey(scope: string): Promise<TestAccount> {
    const { body } = await account.post('Keys', { FriendlyName: scope, Scopes: scope });
    return registry.accountOf({ accountSid: body.sid, authToken: body.secret });
  }

  test('the table has every route of the API', async () => {
    const listed = ROUTES.map(
      ([method, path]) => `${method} ${path.replace(/\{\w+\}|Active/g, '*')}`,
    );
    const { paths } = await (await fetch(`${registry.url}/openapi.json`)).json();
    const served = Object.entries(paths as Record<string, object>)
      .filter(([path]) => path.startsWith('/v1/PluginService/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => {
          const rest = path.replace('/v1/PluginService/', '').replace(/\{\w+\}/g, '*');
          return `${method.toUpperCase()} ${rest}`;
        }),
      );
    expect(new Set(listed)).toEqual(new Set(served));
  });

  describe.each(ROUTES)('%s %s', (method, template, needed, answered) => {
    const pathOf = () => template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
    const call = (caller: TestAccount, authorization = caller.authorization) =>
      caller.send(method, pathOf(), method === 'POST' ? HARMLESS : undefined, { authorization });

    // One that is not revoked yet.
    beforeEach(async () => {
      if (template.includes('{key}')) ids['key'] = (await newKey('read')).credentials.accountSid;
    });

    test('is closed to whoever is unknown', async () => {
      expect((await call(account, '')).status).toBe(401);
      expect((await call(revoked)).status).toBe(401);
      const guessed = registry.accountOf({ ...account.credentials, authToken: 'guessed' });
      expect((await call(guessed)).status).toBe(401);
      const mixed = registry.accountOf({
        accountSid: keys.admin.credentials.accountSid,
        authToken: keys.read.credentials.authToken,
      });
      expect((await call(mixed)).status).toBe(401);
    });

    test.each(SCOPES)('answers a key with the scope %s as it should', async (scope) => {
      const { status, body } = await call(keys[scope]);
      const allowed = needed === 'read' || scope === needed || scope === 'admin';
      if (allowed) {
        expect([status, body]).toEqual([answered, body]);
        return;
      }
      expect([status, body.code, body.details]).toEqual([
        403,
        20403,
        { reason: 'scope-missing', scope: needed },
      ]);
    });

    test("answers the account's own token", async () => {
      const { status, body } = await call(account);
      expect([status, body]).toEqual([answered, body]);
    });

    test('shows another account nothing', async () => {
      const { status, body } = await call(other);
      if (template.includes('{')) expect([status, body.code]).toEqual([404, 20404]);
      else expect(JSON.stringify(body)).not.toContain(account.credentials.accountSid);
    });
  });
});

// The audit trail: complete, filtered, and verifiable by whoever holds a copy.
import { type AuditResource, verifyAudit } from '../../src/registry/index.ts';
import { DATABASES } from './support/databases.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('the audit trail on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
    account = await registry.newAccount();
    await account.post('Plugins', { UniqueName: 'a' }, { 'x-request-id': 'pipeline-7' });
    const version = await account.addVersion('a', '1.0.0', { Dependencies: '{"1":"*","b":"*"}' });
    const Plugins = JSON.stringify({ plugin_version: version });
    const { body } = await account.post('Configurations', { Name: 'é', Plugins, Policy: 'warn' });
    await account.post('Releases', { ConfigurationId: body.sid, Reason: 'first day' });
    await account.post('Releases/Compose', { Disable: 'a', Reason: 'it "breaks"\n things' });
    await account.post('Plugins/a', { Description: 'new' });
    await account.post('Plugins/a/Versions/1.0.0/Archive');
    await account.post('Plugins', { UniqueName: 'a' });
  });
  afterAll(() => registry.stop());

  async function trail(query = ''): Promise<AuditResource[]> {
    const { body } = await account.get(`Audit?PageSize=1000${query}`);
    return body.audit;
  }

  test('has one row per change and none for what was refused', async () => {
    const rows = await trail();
    expect(rows.map(({ action }) => action)).toEqual([
      'plugin-version.archive',
      'plugin.update',
      'release.create',
      'configuration.create',
      'release.create',
      'configuration.create',
      'plugin-version.create',
      'plugin.create',
      'account.create',
    ]);
    const actors = rows.slice(0, -1).map(({ actor }) => actor);
    expect(new Set(actors)).toEqual(new Set([account.credentials.accountSid]));
    expect(rows[1]).toMatchObject({ before: { description: '' }, after: { description: 'new' } });
  });

  test.each([
    ['&Action=release.create', 2],
    ['&RequestId=pipeline-7', 1],
    ['&Actor=AC00', 0],
    ['&From=2099-01-01T00:00:00Z', 0],
    ['&Until=2099-01-01T00:00:00Z', 9],
  ])('is narrowed by %s to %d rows', async (query, count) => {
    expect(await trail(query)).toHaveLength(count);
  });

  test('keeps its filters from page to page', async () => {
    const first = (await account.get('Audit?Action=release.create&PageSize=1')).body;
    const second = (await account.get(first.meta.next_page_url)).body;
    expect(second.audit.map(({ reason }: AuditResource) => reason)).toEqual(['first day']);
    expect(second.meta.next_page_url).toBeNull();
  });

  test('verifies from a copy, against the head that the account has', async () => {
    const rows = await trail();
    const { audit_head: head } = await registry.context.database
      .selectFrom('accounts')
      .select('audit_head')
      .where('sid', '=', account.credentials.accountSid)
      .executeTakeFirstOrThrow();
    const copy = JSON.parse(JSON.stringify(rows)) as AuditResource[];
    expect(verifyAudit(copy, head)).toEqual({ ok: true, count: 9, head });
  });

  test('notices a changed, a moved, a dropped and a cut-off row', async () => {
    const rows = (await trail()).reverse();
    const head = rows.at(-1)?.hash;
    const change = (index: number, more: object) =>
      rows.map((row, at) => (at === index ? { ...row, ...more } : row));
    expect(verifyAudit(change(3, { reason: 'another' }))).toMatchObject({ ok: false, sequence: 4 });
    expect(verifyAudit(change(0, { after: null }))).toMatchObject({ ok: false, sequence: 1 });
    expect(verifyAudit(change(2, { sequence: 2 }))).toMatchObject({ ok: false, sequence: 3 });
    expect(verifyAudit(rows.filter((_, at) => at !== 4))).toMatchObject({ ok: false, sequence: 5 });
    expect(verifyAudit(rows.slice(0, -1), head)).toMatchObject({ ok: false, sequence: 9 });
  });

  test.each([
    ['Plugins', { UniqueName: 'why' }],
    ['Plugins/why', { Description: 'x' }],
    ['Plugins/why/Versions', { Version: '1.0.0', PluginUrl: 'https://cdn.example/why.js' }],
    ['Configurations', { Name: 'why' }],
    ['Keys', { FriendlyName: 'why', Scopes: 'read' }],
    ['Plugins/why/Versions/1.0.0/Archive', {}],
    ['Plugins/why/Archive', {}],
  ])('keeps the reason of a POST to %s, and refuses one that is too long', async (path, form) => {
    const long = await account.post(path, { ...form, Reason: 'x'.repeat(1001) });
    expect([long.status, long.body.details.parameter]).toEqual([400, 'Reason']);
    const Reason = `ticket for ${path}`;
    expect((await account.post(path, { ...form, Reason })).status).toBeLessThan(300);
    expect((await trail())[0]?.reason).toBe(Reason);
  });

  test("is the account's own", async () => {
    const other = await registry.newAccount();
    const { audit } = (await other.get('Audit')).body;
    const of = audit.map((row: AuditResource) => [row.action, row.resource_sid]);
    expect(of).toEqual([['account.create', other.credentials.accountSid]]);
  });
});

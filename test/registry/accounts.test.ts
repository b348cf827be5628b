// Accounts as whoever runs the registry makes and changes them: each change in the account's own trail.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  changeAccountLimits,
  createAccount,
  listAccounts,
  rotateAuthToken,
  setAccountLimits,
  startRegistry,
  verifyAudit,
} from '../../src/registry/index.ts';
import { DATABASES } from './support/databases.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('accounts on %s', (kind) => {
  let registry: TestRegistry;
  let folder: string;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
    folder = await mkdtemp(join(tmpdir(), 'plugboard-accounts-'));
  });
  afterAll(async () => {
    await registry.stop();
    await rm(folder, { recursive: true });
  });

  async function newest(account: TestAccount) {
    const { audit } = (await account.get('Audit')).body;
    expect(verifyAudit(audit)).toMatchObject({ ok: true });
    return audit[0];
  }

  test('a new account is the first row of its trail, with who made it and why', async () => {
    const made = { friendlyName: 'Berlin', reason: 'Ticket 9' };
    const credentials = await createAccount(registry.context, made, { maxPlugins: 3 });
    const account = registry.accountOf(credentials ?? { accountSid: '', authToken: '' });
    const row = await newest(account);
    expect(row).toMatchObject({ sequence: 1, actor: 'operator', action: 'account.create' });
    expect(row).toMatchObject({ reason: 'Ticket 9', before: null });
    expect(row.after).toMatchObject({ friendly_name: 'Berlin', max_plugins: 3 });
    expect(Object.keys(row.after)).not.toContain('auth_token_hash');
  });

  test('what exists already is not made again, and no row says so', async () => {
    const { credentials } = await registry.newAccount();
    const again = { friendlyName: 'Twice', credentials };
    expect(await createAccount(registry.context, again)).toBeUndefined();
    expect((await registry.accountOf(credentials).get('Audit')).body.audit).toHaveLength(1);
  });

  test('other limits are a row with what was before', async () => {
    const account = await registry.newAccount({ maxPlugins: 1, maxVersions: 2 });
    const { accountSid } = account.credentials;
    const engines = { '@twilio/flex-ui': '2.17.1' };
    const changes = { maxPlugins: 7, maxVersions: null, engines };
    await changeAccountLimits(registry.context, accountSid, { changes, reason: 'grown' });
    expect(await newest(account)).toMatchObject({
      action: 'account.limits',
      reason: 'grown',
      before: { max_plugins: 1, max_versions: 2, engines: null },
      after: { max_plugins: 7, max_versions: null, engines: JSON.stringify(engines) },
    });
    await changeAccountLimits(registry.context, accountSid, { changes });
    expect((await newest(account)).sequence).toBe(2);
    await setAccountLimits(registry.context, accountSid, { maxVersions: 5 });
    expect((await newest(account)).after).toMatchObject({ max_plugins: null, max_versions: 5 });
  });

  test('a new token works at once, the old one no more, and keys go on', async () => {
    const account = await registry.newAccount();
    const { accountSid } = account.credentials;
    const { body } = await account.post('Keys', { FriendlyName: 'ci', Scopes: 'read' });
    const key = registry.accountOf({ accountSid: body.sid, authToken: body.secret });
    const rotation = { accountSid, dataFolder: folder, reason: 'leaked' };
    const { credentials, isInFile } = await rotateAuthToken(registry.context, rotation);
    expect(isInFile).toBe(false);
    expect((await account.get('Plugins')).status).toBe(401);
    expect((await key.get('Plugins')).status).toBe(200);
    const row = await newest(registry.accountOf(credentials));
    expect(row).toMatchObject({ action: 'account.rotate-token', reason: 'leaked' });
  });

  test('changes of an account that there is not are refused, and nothing is written', async () => {
    const accountSid = `AC${'0'.repeat(32)}`;
    const unknown = { code: 'account-unknown' };
    const rotation = { accountSid, dataFolder: folder };
    await expect(rotateAuthToken(registry.context, rotation)).rejects.toMatchObject(unknown);
    const change = changeAccountLimits(registry.context, accountSid, { changes: {} });
    await expect(change).rejects.toMatchObject(unknown);
    const all = await listAccounts(registry.context.database);
    expect(all.map(({ sid }) => sid)).not.toContain(accountSid);
  });
});

describe('credentials.json', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugboard-rotate-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const inFile = async () => JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8'));

  test('that the new token did not reach before a crash is put right by the next start', async () => {
    const first = await startRegistry({ dataFolder: folder });
    const { credentials } = first;
    await first.close();
    const next = { ...credentials, authToken: 'f'.repeat(64) };
    const nextFile = join(folder, 'credentials.next.json');

    await writeFile(nextFile, JSON.stringify(next));
    const unchanged = await startRegistry({ dataFolder: folder });
    expect(unchanged.credentials).toEqual(credentials);
    await unchanged.close();

    const rotated = await startRegistry({ dataFolder: join(folder, 'other'), credentials: next });
    await rotated.close();
    await writeFile(join(folder, 'other', 'credentials.json'), JSON.stringify(credentials));
    await writeFile(join(folder, 'other', 'credentials.next.json'), JSON.stringify(next));
    const taken = await startRegistry({ dataFolder: join(folder, 'other') });
    expect(taken.credentials).toEqual(next);
    await taken.close();
    expect(await inFile()).toEqual(credentials);
    const other = await readFile(join(folder, 'other', 'credentials.json'), 'utf8');
    expect(JSON.parse(other)).toEqual(next);
  });
});

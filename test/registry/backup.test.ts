// Backups: taken while the registry works, restored into an empty folder, refused where they would do harm.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupDatabase, openDatabase, restoreDatabase } from '../../src/registry/index.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

let registry: TestRegistry;
let folder: string;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-backup-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a backup under load holds whole changes only, and all that were acknowledged before it', async () => {
  const account = await registry.newAccount();
  for (let index = 0; index < 10; index += 1) await account.deploy(`before${index}`);
  const file = join(folder, 'backup.sqlite');
  const load = Promise.all(
    Array.from({ length: 20 }, (_, index) => account.deploy(`during${index}`)),
  );
  await backupDatabase(registry.context.database, file);
  await load;
  expect(await readdir(folder)).toEqual(['backup.sqlite']);

  await restoreDatabase(file, join(folder, 'restored'));
  const restored = await openDatabase({ dataFolder: join(folder, 'restored') });
  const { sequence } = await restored
    .selectFrom('accounts')
    .select('sequence')
    .where('sid', '=', account.credentials.accountSid)
    .executeTakeFirstOrThrow();
  const count = async (table: 'audit' | 'plugins' | 'plugin_versions') =>
    (await restored.selectFrom(table).select('account_sid').execute()).length;
  expect(sequence).toBeGreaterThanOrEqual(20);
  expect(await count('audit')).toBe(sequence);
  // The first change is the account itself.
  expect(1 + (await count('plugins')) + (await count('plugin_versions'))).toBe(sequence);
  await restored.destroy();
});

test('a restore never overwrites a database', async () => {
  const file = join(folder, 'backup.sqlite');
  await backupDatabase(registry.context.database, file);
  await restoreDatabase(file, join(folder, 'data'));
  await expect(restoreDatabase(file, join(folder, 'data'))).rejects.toThrow(
    'has a database already',
  );
});

test('what is no backup is refused before anything is written', async () => {
  const file = join(folder, 'backup.sqlite');
  await writeFile(file, 'x'.repeat(10_000));
  await expect(restoreDatabase(file, join(folder, 'data'))).rejects.toThrow();
  await expect(restoreDatabase(join(folder, 'nothing'), join(folder, 'data'))).rejects.toThrow(
    'ENOENT',
  );
  expect(await readdir(folder)).toEqual(['backup.sqlite']);
});

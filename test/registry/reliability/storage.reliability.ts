// Storage that is full or cannot be written: a clear refusal, reads go on, and it works again when the storage does.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { startRegistry } from '../../../src/registry/index.ts';
import type { Answer, TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';
import { buildRegistryProcess, startRegistryProcess } from './registry-process.ts';

describe('SQLite itself refuses to write', () => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry();
    account = await registry.newAccount();
    await account.release(await account.configure(await account.deploy('a')));
  });
  afterAll(() => registry.stop());

  test('no page is left: 507, reads go on, and it recovers', async () => {
    const { database } = registry.context;
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(database);
    const answer = await fillUntilRefused(account);
    expect([answer.status, answer.body.details.reason]).toEqual([507, 'storage-full']);
    await expectReads(account);
    await sql`pragma max_page_count = 1000000`.execute(database);
    expect((await account.post('Plugins', { UniqueName: 'after' })).status).toBe(201);
  });

  test('it is read-only: 503, reads go on, and it recovers', async () => {
    const { database } = registry.context;
    await sql`pragma query_only = on`.execute(database);
    const { status, body } = await account.post('Plugins', { UniqueName: 'y' });
    expect([status, body.details.reason]).toEqual([503, 'storage-read-only']);
    await expectReads(account);
    await sql`pragma query_only = off`.execute(database);
    expect((await account.post('Plugins', { UniqueName: 'y' })).status).toBe(201);
  });
});

const disk = mountSmallDisk();

/** A real full disk needs the right to mount; where it is missing the tests above stand for it. */
(disk ? describe : describe.skip)('a disk of 4 MB', () => {
  const folder = disk ?? '';
  afterAll(() => {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  const dataFolder = join(folder, 'data');
  beforeAll(buildRegistryProcess, 60_000);

  test('fills up: 507, reads go on, and it recovers when there is space', async () => {
    mkdirSync(dataFolder);
    const registry = await startRegistryProcess({ dataFolder });
    const { account } = registry;
    await account.release(await account.configure(await account.deploy('a')));
    const ballast = join(folder, 'ballast');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 300_000)));
    const refused = await fillUntilRefused(account);
    expect([refused.status, refused.body.details.reason]).toEqual([507, 'storage-full']);
    await expectReads(account);
    rmSync(ballast);
    expect((await account.post('Plugins', { UniqueName: 'after' })).status).toBe(201);
    expect(await registry.end('SIGTERM')).toBe(0);
  }, 60_000);

  test('is read-only at the next start: it says so, and starts when it is not', async () => {
    expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0);
    await expect(startRegistryProcess({ dataFolder })).rejects.toThrow(/read-?only|EROFS/i);
    expect(spawnSync('mount', ['-o', 'remount,rw', folder]).status).toBe(0);
    const registry = await startRegistryProcess({ dataFolder });
    await expectReads(registry.account);
    await registry.end('SIGTERM');
  }, 60_000);
});

test('a data folder that is a file is refused at the start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-file-'));
  writeFileSync(join(folder, 'data'), '');
  await expect(startRegistry({ dataFolder: join(folder, 'data') })).rejects.toThrow(
    /EEXIST|ENOTDIR/,
  );
  rmSync(folder, { recursive: true });
});

/** Writes until the storage says no; its word is the answer. */
async function fillUntilRefused(account: TestAccount): Promise<Answer> {
  for (let written = 0; written < 5000; written += 1) {
    const form = { UniqueName: `x${written}`, Description: 'x'.repeat(500) };
    const answer = await account.post('Plugins', form);
    if (answer.status !== 201) return answer;
  }
  throw new Error('the storage took everything');
}

async function expectReads(account: TestAccount): Promise<void> {
  expect((await account.get('Plugins/a')).status).toBe(200);
  expect((await account.get('Releases/Active')).status).toBe(200);
  expect((await account.get('Releases/Active/Manifest')).body.plugins).toHaveLength(1);
  expect((await account.get(`${account.url}/readyz`)).status).toBe(200);
}

function mountSmallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

// Two versions of the registry behind one balancer: whichever is asked, the loader that a list names is there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningRegistry, startRegistry } from '../../../src/registry/index.ts';
import { integrityOf } from '../bundles/hosting-registry.ts';
import {
  createPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.ts';
import { TestAccount } from '../support/test-account.ts';

const credentials = { accountSid: `AC${'e'.repeat(32)}`, authToken: 'old-and-new-together' };
const LOADERS = ['/* the old loader */'.repeat(100), '/* the new loader */'.repeat(100)] as const;

let server: PostgresServer;
let dataFolder: string;
const registries: RunningRegistry[] = [];

beforeAll(async () => {
  server = await startPostgres();
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-upgrade-'));
  const databaseUrl = await createPostgresDatabase(server, `upgrade_${process.pid}`);
  for (const [index, code] of LOADERS.entries()) {
    const hostedLoaderFile = join(dataFolder, `loader-${index}.js`);
    await writeFile(hostedLoaderFile, code);
    const options = { dataFolder, databaseUrl, credentials, hostedLoaderFile };
    registries.push(await startRegistry({ ...options, flexList: 'loader' }));
  }
  const account = new TestAccount(registries[0]?.url ?? '', credentials);
  await account.release(await account.configure(await account.deploy('a')));
}, 60_000);
afterAll(async () => {
  for (const registry of registries) await registry.close();
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
}, 30_000);

test.each([
  ['old', 0, 1],
  ['new', 1, 0],
] as const)(
  'the loader that the %s version names is brought by the other version too',
  async (_age, own, other) => {
    const [from, by] = [registries[own]?.url ?? '', registries[other]?.url ?? ''];
    const [{ src, integrity }] = await (await fetch(`${from}/plugins`)).json();
    const answer = await fetch(src.replace(from, by), { headers: { 'accept-encoding': 'gzip' } });
    const code = await answer.text();
    expect(code).toBe(LOADERS[own]);
    expect(integrityOf(code)).toBe(integrity);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  },
);

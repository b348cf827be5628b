// The databases that every contract suite runs on: SQLite in a folder of its own, and a real PostgreSQL.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/registry/index.ts';
import { createPostgresDatabase, startPostgres } from './postgres-server.ts';

// A PostgreSQL that starts on a busy machine takes longer than Jest's five seconds for a hook.
jest.setTimeout(60_000);

export const DATABASES = ['SQLite', 'PostgreSQL'] as const;

export type DatabaseKind = (typeof DATABASES)[number];

export type TestDatabase = {
  readonly options: { dataFolder: string; databaseUrl?: string };
  readonly database: Awaited<ReturnType<typeof openDatabase>>;
  readonly remove: () => Promise<void>;
};

export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-db-'));
  const server = kind === 'PostgreSQL' ? await startPostgres() : undefined;
  const name = `plugboard_${process.pid}_${process.env['JEST_WORKER_ID'] ?? 0}`;
  const databaseUrl = server && (await createPostgresDatabase(server, name));
  const options = databaseUrl === undefined ? { dataFolder } : { dataFolder, databaseUrl };
  const database = await openDatabase(options);
  return {
    options,
    database,
    remove: async () => {
      await database.destroy();
      await server?.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

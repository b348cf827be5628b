// A process that stops in the middle of a migration until it is told to go on, or is killed there.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

export type MigratingProcess = {
  /** Resolves when it has said this word; rejects when it ended before. */
  said(word: 'started' | 'middle' | 'done'): Promise<void>;
  goOn(): void;
  kill(): Promise<void>;
};

/** In the project, so that its packages are found. */
const BUNDLE = join(process.cwd(), 'node_modules/.cache/plugboard/migrating-process.mjs');

const MAIN = `
import { once } from 'node:events';
import { Kysely } from 'kysely';
import { migrate, SCHEMA_VERSION } from './src/registry/database/migrate.ts';
import { MIGRATING, openPostgresDialect } from './src/registry/database/postgres.ts';
import { openSqliteDialect } from './src/registry/database/sqlite.ts';

const { dataFolder, databaseUrl } = JSON.parse(process.argv[2]);
const say = (word) => process.stdout.write(word + '\\n');
const known = Array.from({ length: SCHEMA_VERSION }, () => ({ up: async () => undefined }));
const slow = {
  up: async (tx) => {
    await tx.schema.createTable('slow').addColumn('x', 'text').execute();
    await tx.updateTable('accounts').set({ friendly_name: 'half there' }).execute();
    say('middle');
    await once(process.stdin, 'data');
  },
};
const dialect = databaseUrl === undefined
  ? await openSqliteDialect(dataFolder + '/registry.sqlite')
  : await openPostgresDialect(databaseUrl, MIGRATING);
const database = new Kysely({ dialect });
say('started');
await migrate(database, [...known, slow]);
await database.destroy();
say('done');
process.exit(0);
`;

export async function buildMigratingProcess(): Promise<void> {
  await build({
    stdin: { contents: MAIN, resolveDir: process.cwd(), loader: 'ts' },
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
}

export function startMigratingProcess(options: object): MigratingProcess {
  const child: ChildProcess = spawn(process.execPath, [BUNDLE, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  const words = new Set<string>();
  const waiting = new Set<() => void>();
  const gone = once(child, 'exit');
  if (!child.stdout) throw new Error('its words are piped');
  createInterface(child.stdout).on('line', (line) => {
    words.add(line);
    for (const check of waiting) check();
  });
  return {
    said: (word) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (words.has(word)) resolve();
        };
        waiting.add(check);
        check();
        void gone.then(([code]) => reject(new Error(`ended with ${String(code)} before ${word}`)));
      }),
    goOn: () => child.stdin?.write('on\n'),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

// `plugboard backup` and `plugboard restore`: the whole of a registry with its embedded database, in one folder.
import { access, chmod, copyFile, cp, mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Kysely } from 'kysely';
import type { Schema } from '../../registry/database/schema.ts';
import { openSqliteDialect } from '../../registry/database/sqlite.ts';
import { backupDatabase, restoreDatabase } from '../../registry/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';
import { makeFolder } from '../new-folder.ts';
import type { Shape } from '../shape.ts';

export type DataFlags = { readonly data: string };

export const BACKUP_SHAPE: Shape = {
  folder: 'text',
  data: 'text',
  files: 'number',
  bytes: 'number',
};
export const RESTORED_SHAPE: Shape = BACKUP_SHAPE;

const DATABASE = 'registry.sqlite';
const CREDENTIALS = 'credentials.json';
/** Content under the hash of the content: files appear there, and never change. */
const BLOBS = join('bundles', 'blobs');

export const backup: RunCommand<DataFlags> = async ({ terminal, note }, { args, flags }) => {
  const data = resolve(terminal.cwd, flags.data);
  const folder = resolve(terminal.cwd, args[0] ?? '');
  await requireFile(join(data, DATABASE), `${data} has no embedded database.`);
  await makeFolder({ folder, advice: 'Name another folder.', mode: 0o700 }, async (partial) => {
    note(`Copying the database of ${data}`);
    await copyDatabase(data, join(partial, DATABASE));
    // After the database: bytes come before their records, so the copy has the bytes of every record in it.
    note('Copying the bundles');
    await copyIfThere(join(data, BLOBS), join(partial, BLOBS));
    await copyIfThere(join(data, CREDENTIALS), join(partial, CREDENTIALS));
  });
  return summary('Backed up', data, folder, folder);
};

/** As it is: the registry that works with it may be of another version, and its schema is not ours to change. */
async function copyDatabase(data: string, to: string): Promise<void> {
  const dialect = await openSqliteDialect(join(data, DATABASE));
  const database = new Kysely<Schema>({ dialect });
  try {
    await backupDatabase(database, to);
  } finally {
    await database.destroy();
  }
  await chmod(to, 0o600);
}

export const restore: RunCommand<DataFlags> = async ({ terminal }, { args, flags }) => {
  const data = resolve(terminal.cwd, flags.data);
  const folder = resolve(terminal.cwd, args[0] ?? '');
  await requireFile(join(folder, DATABASE), `${folder} is no backup.`);
  if (await exists(join(data, DATABASE))) {
    throw new CliError({
      code: 'data-exists',
      message: `${data} has a database already.`,
      advice: 'Restore into another folder, then start the registry with --data.',
      exit: EXIT.conflict,
    });
  }
  await mkdir(data, { recursive: true, mode: 0o700 });
  // The database comes last: what was interrupted before it can be run again.
  await copyIfThere(join(folder, BLOBS), join(data, BLOBS));
  await copyIfThere(join(folder, CREDENTIALS), join(data, CREDENTIALS));
  await restoreDatabase(join(folder, DATABASE), data);
  return {
    ...(await summary('Restored', data, folder, folder)),
    undo: { none: `before a registry has worked with ${data}, you can remove it by hand.` },
  };
};

async function summary(verb: string, data: string, folder: string, counted: string) {
  const entries = await readdir(counted, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  const files = paths.length;
  const [from, to] = verb === 'Restored' ? [folder, data] : [data, folder];
  return {
    json: { folder, data, files, bytes },
    text: () => `${verb} ${from} to ${to}: ${files} files, ${bytes} bytes`,
  };
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (!(await exists(from))) return;
  if ((await stat(from)).isFile()) {
    await copyFile(from, to);
    await chmod(to, 0o600);
    return;
  }
  await mkdir(to, { recursive: true, mode: 0o700 });
  await cp(from, to, { recursive: true });
}

async function requireFile(path: string, otherwise: string): Promise<void> {
  if (await exists(path)) return;
  throw usageError(otherwise, 'Check the folders.');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

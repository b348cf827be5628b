// Reads the files of a bundle: a folder as it is, or one script with its source map.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { usageError } from '../failures/usage-error.ts';
import { statOf } from '../stat-of.ts';

export type ReadFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };
export type ReadBundle = { readonly files: readonly ReadFile[]; readonly entry: ReadFile };

type Wanted = {
  readonly cwd: string;
  /** Folder of the plugin's package. */
  readonly folder: string;
  readonly name: string;
  /** File or folder; default is where the common builders put their bundle. */
  readonly bundle: string | undefined;
  readonly entry: string | undefined;
};

export async function readBundle({
  cwd,
  folder,
  name,
  bundle,
  entry,
}: Wanted): Promise<ReadBundle> {
  const path =
    bundle === undefined ? await findBuilt(resolve(cwd, folder), name) : resolve(cwd, bundle);
  const found = await statOf(path);
  if (!found)
    throw usageError(`${path} does not exist.`, 'Build the plugin first, or give --bundle.');
  const files = found.isDirectory() ? await readFolder(path) : await readScript(path);
  return {
    files,
    entry: chooseEntry(files, entry, found.isDirectory() ? undefined : basename(path)),
  };
}

/** flex-plugin-builder writes build/<name>.js; other builders are less of one mind. */
async function findBuilt(folder: string, name: string): Promise<string> {
  const places = ['build', 'dist'].flatMap((place) =>
    [`${name}.js`, 'bundle.js'].map((file) => join(folder, place, file)),
  );
  for (const place of places) {
    if (await statOf(place)) return place;
  }
  throw usageError(
    `There is no built bundle in ${folder}.`,
    'Build the plugin first, for example with `plugboard build`; or give --bundle <file or folder>, or --url of a bundle that is hosted elsewhere.',
  );
}

async function readScript(path: string): Promise<ReadFile[]> {
  const map = `${path}.map`;
  const paths = (await statOf(map)) ? [path, map] : [path];
  return Promise.all(
    paths.map(async (file) => ({ path: basename(file), bytes: await bytesOf(file) })),
  );
}

async function readFolder(folder: string): Promise<ReadFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files: ReadFile[] = [];
  for (const path of paths) {
    files.push({ path: relative(folder, path).split(sep).join('/'), bytes: await bytesOf(path) });
  }
  return files;
}

/** The same choice as the registry's, made here to know the integrity before anything is sent. */
function chooseEntry(
  files: readonly ReadFile[],
  wanted: string | undefined,
  single: string | undefined,
): ReadFile {
  const scripts = files.filter(({ path }) => /^[^/]+\.js$/.test(path));
  const path = wanted ?? single ?? (scripts.length === 1 ? scripts[0]?.path : 'bundle.js');
  const entry = files.find((file) => file.path === path);
  if (entry) return entry;
  throw usageError(
    wanted === undefined
      ? 'It is not clear which file a browser runs.'
      : `There is no file ${wanted} in the bundle.`,
    'Name it with --entry, relative to the folder.',
  );
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}

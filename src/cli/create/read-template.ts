// Reads the files of a new plugin, with its name in the place of the template's.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { statOf } from '../stat-of.ts';
import { findPackageRoot, type PackageRoot } from './package-root.ts';

export type NewFile = { readonly path: string; readonly text: string };

/** The sources have it in one place, the package in the other. */
const PLACES = ['src/cli/create/template', 'dist/cli/template'];

/** `target` is the folder of the new plugin. */
export async function readTemplate(name: string, target: string): Promise<NewFile[]> {
  const root = await findPackageRoot();
  const folder = await templateFolder(root);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: NewFile[] = [];
  for (const entry of entries.filter((it) => it.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const path = pathOf(relative(folder, file).split(sep).join('/'));
    if (path === undefined) continue;
    const text = personal(await readFile(file, 'utf8'), name);
    files.push({ path, text: path === 'package.json' ? withPlugboard(text, root, target) : text });
  }
  return files;
}

/** What a file of the template is called in a plugin; undefined for what is there for our own checks. */
function pathOf(path: string): string | undefined {
  if (path === 'tsconfig.json') return undefined;
  if (path === 'author.tsconfig.json') return 'tsconfig.json';
  // npm leaves files of this name out of packages.
  return path === 'gitignore' ? '.gitignore' : path;
}

async function templateFolder({ folder }: PackageRoot): Promise<string> {
  for (const place of PLACES) {
    if (await statOf(join(folder, place))) return join(folder, place);
  }
  throw new Error(`There is no template in ${folder}: the package is not complete.`);
}

function personal(text: string, name: string): string {
  return text.replaceAll('plugin-template', name).replaceAll('TemplatePlugin', classNameOf(name));
}

/** `plugin-open-orders` is OpenOrdersPlugin. */
export function classNameOf(name: string): string {
  const words = name
    .replace(/^plugin[-_]/i, '')
    .split(/[-_]+/)
    .filter((word) => word !== '' && word.toLowerCase() !== 'plugin');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${/^\d/.test(joined) ? '_' : ''}${joined}Plugin`;
}

/** A checkout is named by its path; what is installed, by its version. */
function withPlugboard(text: string, { folder, version }: PackageRoot, target: string): string {
  const isInstalled = folder.split(sep).includes('node_modules');
  const spec = isInstalled
    ? `^${version}`
    : `file:${relative(target, folder).split(sep).join('/')}`;
  return text.replace('"plugboard": "*"', `"plugboard": ${JSON.stringify(spec)}`);
}

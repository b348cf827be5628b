// Reads what is needed to build a plugin from its folder: package.json with "flexPlugin" and "plugboard", and the entry.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BundleFormat, UNIQUE_NAME } from '../../domain/index.ts';
import { readPackage } from '../deploys/read-package.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';
import { statOf } from '../stat-of.ts';
import { type AuthorSettings, readAuthorSettings } from './author-settings.ts';

export type AuthoredPlugin = {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly format: BundleFormat;
  /** Plugins whose exports this one may import. */
  readonly dependencies: readonly string[];
  readonly settings: AuthorSettings;
};

export type PluginFlags = { readonly name?: string; readonly format?: BundleFormat };

/** Without "flexPlugin" a plugin is a classic one, as create-flex-plugin makes them. */
export async function readAuthoredPlugin(
  cwd: string,
  wanted: string,
  flags: PluginFlags,
): Promise<AuthoredPlugin> {
  const folder = resolve(cwd, wanted);
  const file = join(folder, 'package.json');
  if (!(await statOf(file))) throw packageMissing(folder);
  const { name, version = '0.0.0', flexPlugin } = await readPackage(cwd, wanted);
  const { plugboard } = JSON.parse(await readFile(file, 'utf8')) as { plugboard?: unknown };
  return {
    folder,
    name: checkedName(flags.name ?? name),
    version,
    format: checkedFormat(flags.format ?? flexPlugin.format ?? 'flex'),
    dependencies: [
      ...Object.keys(flexPlugin.dependencies ?? {}),
      ...Object.keys(flexPlugin.optionalDependencies ?? {}),
    ],
    settings: readAuthorSettings(file, plugboard),
  };
}

const ENTRIES = ['tsx', 'ts', 'jsx', 'js'].map((ending) => `src/index.${ending}`);

/** The file in which bundling starts; rejects with `entry-missing`. */
export async function findEntry({ folder, settings }: AuthoredPlugin): Promise<string> {
  const places = settings.entry === undefined ? ENTRIES : [settings.entry];
  for (const place of places) {
    if ((await statOf(join(folder, place)))?.isFile()) return join(folder, place);
  }
  throw new CliError({
    code: 'entry-missing',
    message: `${folder} has no ${places.join(', ')}.`,
    advice: 'Start in the folder of the plugin, or name the file in "plugboard": {"entry": "…"}.',
    exit: EXIT.usage,
  });
}

function checkedName(name: string | undefined): string {
  if (name === undefined) {
    throw usageError('The plugin has no name.', 'Give package.json a "name", or give --name.');
  }
  if (UNIQUE_NAME.test(name)) return name;
  throw usageError(
    `${name} cannot be the name of a plugin.`,
    'Give --name: letters, digits, _ and - only.',
  );
}

function checkedFormat(format: string): BundleFormat {
  if (format === 'flex' || format === 'system') return format;
  throw usageError(`There is no format ${format}.`, 'The formats are flex and system.');
}

function packageMissing(folder: string): CliError {
  return new CliError({
    code: 'package-missing',
    message: `${folder} has no package.json.`,
    advice: 'Start in the folder of a plugin, or make one with `plugboard create <name>`.',
    exit: EXIT.usage,
  });
}

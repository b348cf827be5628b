// The constants that flex-plugin-builder puts into a bundle, so that plugins made for it build as they are.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { AuthoredPlugin } from '../authored-plugin.ts';
import type { BuildMode } from './build-options.ts';

/** Only what an author chose to be public: a bundle can be read by whoever loads it. */
const PUBLIC = /^(FLEX|REACT)_APP_\w+$/;

/** Replacements as JavaScript expressions. `env` is the environment of the command; it wins over .env files. */
export async function constantsOf(
  plugin: AuthoredPlugin,
  mode: BuildMode,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const builder = await installedVersion(plugin, '@twilio/flex-plugin');
  const constants = {
    __FPB_PLUGIN_UNIQUE_NAME: plugin.name,
    __FPB_PLUGIN_VERSION: plugin.version,
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: builder,
    __FPB_FLEX_PLUGIN_VERSION: builder,
    __FPB_FLEX_UI_VERSION: await installedVersion(plugin, '@twilio/flex-ui'),
    __FPB_REACT_VERSION: await installedVersion(plugin, 'react'),
    __FPB_REACT_DOM_VERSION: await installedVersion(plugin, 'react-dom'),
    'process.env.NODE_ENV': mode,
    'process.env': { ...(await publicVariables(plugin, mode, env)), NODE_ENV: mode },
  };
  const expressions = Object.entries(constants).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  return { ...Object.fromEntries(expressions), global: 'globalThis' };
}

async function publicVariables(
  { folder }: AuthoredPlugin,
  mode: BuildMode,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const files = await Promise.all(
    ['.env', `.env.${mode}`].map((file) => readIfThere(join(folder, file))),
  );
  const variables = { ...parseEnv(files.join('\n')), ...env };
  const isPublic = (entry: [string, string | undefined]): entry is [string, string] =>
    PUBLIC.test(entry[0]) && entry[1] !== undefined;
  return Object.fromEntries(Object.entries(variables).filter(isPublic));
}

async function installedVersion({ folder }: AuthoredPlugin, name: string): Promise<string> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  try {
    const { version } = JSON.parse(await readFile(resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    return version;
  } catch {
    // Not installed, or closed to a look inside; the version is only ever shown.
    return 'unknown';
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

// Reads what a plugin's package.json says about it: name, version, and its "flexPlugin" for the loader.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';
import { statOf } from '../stat-of.ts';

export type PluginPackage = {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly flexPlugin: FlexPlugin;
};

export type FlexPlugin = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly policy?: 'mandatory' | 'normal' | 'deferred';
  readonly format?: 'flex' | 'system';
};

const KNOWN = ['dependencies', 'optionalDependencies', 'engines', 'policy', 'format'];

/** An absent file is an empty package: everything can be given by flags. */
export async function readPackage(cwd: string, folder: string): Promise<PluginPackage> {
  const path = join(resolve(cwd, folder), 'package.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const at = resolve(cwd, folder);
    if (await statOf(at)) return { flexPlugin: {} };
    throw usageError(`There is no folder ${at}.`, 'Name the folder of the plugin, or start in it.');
  }
  const { name, version, description, flexPlugin = {} } = parseObject(path, text);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof version === 'string' && { version }),
    ...(typeof description === 'string' && { description }),
    flexPlugin: readFlexPlugin(path, flexPlugin),
  };
}

/** A misspelt field would silently lose a dependency, so unknown ones are refused; the registry checks the values. */
function readFlexPlugin(path: string, value: unknown): FlexPlugin {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw packageError(path, '"flexPlugin" is no object');
  }
  const unknown = Object.keys(value).find((field) => !KNOWN.includes(field));
  if (unknown !== undefined) {
    throw packageError(path, `"flexPlugin" has no field ${unknown}; there are ${KNOWN.join(', ')}`);
  }
  return value;
}

function parseObject(path: string, text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch (cause) {
    throw packageError(path, 'it is not JSON', cause);
  }
  throw packageError(path, 'it is no object');
}

function packageError(path: string, problem: string, cause?: unknown): CliError {
  const message = `${path} cannot be used: ${problem}.`;
  const failure = { code: 'package-invalid', message, advice: 'Correct it.', exit: EXIT.usage };
  return new CliError(failure, { cause });
}

// Reads what a plugin's author wrote in its package.json, the "flexPlugin" block included.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleFormat, PluginPolicy } from '../../../src/domain/index.ts';

export type PluginPackage = {
  readonly folder: string;
  readonly uniqueName: string;
  readonly version: string;
  readonly description: string;
  readonly format: BundleFormat;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly policy?: PluginPolicy;
};

/** The files are this repository's own, so their shape is not in doubt. */
type PackageJson = {
  name: string;
  version: string;
  description: string;
  flexPlugin: Omit<PluginPackage, 'folder' | 'uniqueName' | 'version' | 'description'>;
};

export async function readPluginPackage(folder: string): Promise<PluginPackage> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version, description, flexPlugin } = JSON.parse(text) as PackageJson;
  return { folder, uniqueName: name, version, description, ...flexPlugin };
}

// Builds the example plugins into dist/<name>/<version>/bundle.js, each in the format its package.json names.
// Run it with `npx tsx examples/plugins/build.ts`; plugins whose sources did not change are left as they are.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFlex } from './build/bundle-flex.ts';
import { bundleSystem } from './build/bundle-system.ts';
import { hashSources } from './build/hash-sources.ts';
import { type PluginPackage, readPluginPackage } from './build/plugin-package.ts';
import { writeAtomically } from './build/write-atomically.ts';

/** A plugin as it can be published: what its author declared, and the bundle with its integrity. */
export type BuiltPlugin = Omit<PluginPackage, 'folder'> & {
  /** Absolute path of the bundle; its source map stands beside it as `bundle.js.map`. */
  readonly file: string;
  /** `sha384-…` of the bundle's bytes. */
  readonly integrity: string;
};

const here = import.meta.dirname;
const root = join(here, '../..');

/** In an order in which every plugin comes after those it depends on. */
const PLUGINS = ['plugin-customer-history', 'plugin-call-notes', 'plugin-wrap-up-timer'];

export async function buildPlugins(): Promise<BuiltPlugin[]> {
  const built: BuiltPlugin[] = [];
  for (const name of PLUGINS) built.push(await buildPlugin(name));
  return built;
}

async function buildPlugin(name: string): Promise<BuiltPlugin> {
  const { folder, ...declared } = await readPluginPackage(join(here, name));
  const dist = join(here, 'dist', name, declared.version);
  const file = join(dist, 'bundle.js');
  const sources = await hashSources(root, [
    'package-lock.json',
    'examples/plugins/build.ts',
    'examples/plugins/build',
    'examples/plugins/look',
    `examples/plugins/${name}/src`,
    `examples/plugins/${name}/package.json`,
  ]);
  if ((await builtFrom(dist)) !== sources || !existsSync(file)) {
    const bundle = declared.format === 'system' ? bundleSystem : bundleFlex;
    const { code, map } = await bundle({ folder, ...declared });
    await mkdir(dist, { recursive: true });
    await writeAtomically(`${file}.map`, map);
    await writeAtomically(file, code);
    await writeAtomically(join(dist, 'sources.sha256'), sources);
  }
  return { ...declared, file, integrity: integrityOf(await readFile(file)) };
}

async function builtFrom(dist: string): Promise<string | undefined> {
  const file = join(dist, 'sources.sha256');
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}

function integrityOf(bytes: Buffer): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { uniqueName, version, format, file } of await buildPlugins()) {
    console.log(`${uniqueName}@${version} (${format}) ${file}`);
  }
}

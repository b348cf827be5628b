// `plugboard build`: writes the bundle of a plugin where `plugboard deploy` looks for it.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RunCommand } from '../command-spec.ts';
import { findEntry, type PluginFlags, readAuthoredPlugin } from '../dev/authored-plugin.ts';
import { buildOnce } from '../dev/bundle/build-once.ts';
import type { Shape } from '../shape.ts';

export const BUILT_SHAPE: Shape = {
  plugin: 'text',
  version: 'text',
  format: 'text',
  file: 'text',
  bytes: 'number',
  gzipBytes: 'number',
};

export const build: RunCommand<PluginFlags> = async (
  { terminal: { cwd, env }, paint },
  { args: [folder = '.'], flags },
) => {
  const plugin = await readAuthoredPlugin(cwd, folder, flags);
  const entry = await findEntry(plugin);
  const { code, map } = await buildOnce({ plugin, entry, mode: 'production', env });
  const { name, version, format } = plugin;
  const target = join(plugin.folder, 'build');
  const file = join(target, `${name}.js`);
  await mkdir(target, { recursive: true });
  if (map !== undefined) await writeWhole(`${file}.map`, map);
  await writeWhole(file, code);
  const bytes = Buffer.byteLength(code);
  const gzipBytes = gzipSync(code).byteLength;
  return {
    json: { plugin: name, version, format, file, bytes, gzipBytes },
    text: () =>
      `${paint.good('Built')} ${paint.strong(`${name} ${version}`)} (${format}): ${relative(cwd, file)}, ${bytes} bytes, ${gzipBytes} with gzip`,
  };
};

/** Whoever reads it meanwhile gets all of it or what was there before. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.tmp`;
  await writeFile(partial, text);
  await rename(partial, file);
}

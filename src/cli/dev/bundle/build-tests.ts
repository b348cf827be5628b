// Turns tests into what Node runs: TypeScript and JSX compiled, styles left out, packages left where they are.
import { join } from 'node:path';
import { build } from 'esbuild';
import type { AuthoredPlugin } from '../authored-plugin.ts';
import { buildFailed } from './build-failed.ts';
import { LOADERS } from './build-options.ts';
import { constantsOf } from './constants.ts';
import { packagesByPath } from './packages-by-path.ts';

/** Writes one module per test into `target` and returns their paths. Rejects with `build-failed`. */
export async function buildTests(
  plugin: AuthoredPlugin,
  tests: readonly string[],
  target: string,
): Promise<string[]> {
  try {
    const { metafile } = await build({
      entryPoints: [...tests],
      absWorkingDir: plugin.folder,
      outdir: target,
      outbase: plugin.folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      plugins: [packagesByPath()],
      sourcemap: 'inline',
      keepNames: true,
      logLevel: 'silent',
      loader: { ...LOADERS, '.css': 'empty' },
      define: await constantsOf(plugin, 'development', {}),
    });
    return Object.entries(metafile.outputs)
      .filter(([, { entryPoint }]) => entryPoint !== undefined)
      .map(([file]) => join(plugin.folder, file));
  } catch (error) {
    throw buildFailed('The tests do not build', error);
  }
}

// How esbuild is asked for a bundle: one script for a browser, styles and pictures inside, with its source map.
import { join } from 'node:path';
import type { BuildOptions, Loader } from 'esbuild';
import type { AuthoredPlugin } from '../authored-plugin.ts';
import { constantsOf } from './constants.ts';
import { hostModules } from './host-modules.ts';

export type BuildMode = 'development' | 'production';

/** What Flex UI 2 asks of a browser anyway. */
export const TARGET = 'es2020';

const INLINED = 'png jpg jpeg gif webp avif svg ico bmp woff woff2 ttf eot mp3 wav ogg'.split(' ');

export const LOADERS: Record<string, Loader> = {
  // create-flex-plugin writes JSX into .js files.
  '.js': 'jsx',
  ...Object.fromEntries(INLINED.map((ending) => [`.${ending}`, 'dataurl' as const])),
};

export type BundleWish = {
  readonly plugin: AuthoredPlugin;
  readonly entry: string;
  readonly mode: BuildMode;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Nothing is written: what comes out is completed by finishBundle(). */
export async function buildOptions({ plugin, entry, mode, env }: BundleWish) {
  const isSystem = plugin.format === 'system';
  return {
    entryPoints: { [plugin.name]: entry },
    absWorkingDir: plugin.folder,
    outdir: join(plugin.folder, 'build'),
    bundle: true,
    write: false,
    metafile: true,
    // esbuild has no System.register; see toSystemBundle().
    format: isSystem ? 'esm' : 'iife',
    sourcemap: isSystem ? 'inline' : 'external',
    platform: 'browser',
    target: TARGET,
    minify: mode === 'production',
    keepNames: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    loader: LOADERS,
    define: await constantsOf(plugin, mode, env),
    plugins: [hostModules(plugin)],
  } satisfies BuildOptions;
}

// Builds a plugin once, as it is deployed.
import { build } from 'esbuild';
import { buildFailed } from './build-failed.ts';
import { type BundleWish, buildOptions } from './build-options.ts';
import { type Bundle, finishBundle } from './finish-bundle.ts';

/** Rejects with `build-failed`, whose details are the problems. */
export async function buildOnce(wish: BundleWish): Promise<Bundle> {
  try {
    return await finishBundle(await build(await buildOptions(wish)), wish.plugin, wish.mode);
  } catch (error) {
    throw buildFailed(`${wish.plugin.name} does not build`, error);
  }
}

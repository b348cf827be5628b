// Builds a plugin with esbuild, and again on each change, keeping in memory what did not change.
import { dirname, join, sep } from 'node:path';
import { type BuildResult, context, type Metafile, type Plugin } from 'esbuild';
import type { BuildOutcome, Bundler, OnOutcome } from './build-outcome.ts';
import { type BundleWish, buildOptions } from './bundle/build-options.ts';
import { failureOf } from './bundle/failure-of.ts';
import { finishBundle } from './bundle/finish-bundle.ts';
import { watchFolders } from './watch-folders.ts';

/** Resolves when the first outcome was told. */
export async function watchWithEsbuild(wish: BundleWish, onOutcome: OnOutcome): Promise<Bundler> {
  const options = await buildOptions(wish);
  const folders = watchFolders(() => void rebuild());
  folders.add([dirname(wish.entry)]);
  let firstTold = () => undefined as void;
  const first = new Promise<void>((resolve) => {
    firstTold = resolve;
  });
  const told: Plugin = {
    name: 'tell-outcome',
    setup(build) {
      let startedAt = performance.now();
      build.onStart(() => {
        startedAt = performance.now();
      });
      build.onEnd(async (result) => {
        folders.add(ownFolders(result.metafile, wish.plugin.folder));
        onOutcome(await outcomeOf(result, wish, startedAt));
        firstTold();
      });
    },
  };
  const building = await context({ ...options, plugins: [...options.plugins, told] });
  // What goes wrong in a build is told in its outcome; the rejection says the same.
  const rebuild = () => building.rebuild().catch(() => undefined);
  await building.watch();
  await first;
  return {
    ended: new Promise(() => undefined),
    close: async () => {
      folders.close();
      await building.dispose();
    },
  };
}

async function outcomeOf(
  result: BuildResult,
  { plugin, mode }: BundleWish,
  startedAt: number,
): Promise<BuildOutcome> {
  if (result.errors.length > 0) return failureOf(result);
  try {
    const built = result as Parameters<typeof finishBundle>[0];
    const bundle = await finishBundle(built, plugin, mode);
    return { state: 'built', bundle, ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    return failureOf(error);
  }
}

/** Packages do not change while somebody works on a plugin. */
function ownFolders(metafile: Metafile | undefined, folder: string): Set<string> {
  const files = Object.keys(metafile?.inputs ?? {}).filter(
    (file) => !file.split(/[\\/]/).includes('node_modules') && !/^[\w-]{2,}:/.test(file),
  );
  return new Set(files.map((file) => dirname(join(folder, file.split('/').join(sep)))));
}

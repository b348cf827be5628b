// Leaves packages out of a test, under the address of the very file: Node is stricter than bundlers about what an
// import may leave out (`react-dom/server` has no file ending and no "exports").
import { isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const IS_OURS = { isAskedByUs: true };

export function packagesByPath(): Plugin {
  return {
    name: 'packages-by-path',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, kind, ...from }) => {
        if (pluginData === IS_OURS || kind === 'entry-point') return undefined;
        if (isBuiltin(path)) return { path, external: true };
        const found = await build.resolve(path, { ...from, kind, pluginData: IS_OURS });
        // What Node cannot run, such as the sources of a linked package, is compiled like the plugin's own.
        if (found.errors.length > 0 || !/\.[cm]?js$/.test(found.path)) return undefined;
        return { path: pathToFileURL(found.path).href, external: true };
      });
    },
  };
}

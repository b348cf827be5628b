// What a bundle does not carry because the desktop has it: Flex UI, React, Redux, and other plugins.
import type { Plugin } from 'esbuild';
import type { AuthoredPlugin } from '../authored-plugin.ts';

/** Flex UI puts these four on window inside Manager.create. Source: flex-plugin-builder's externals. */
const GLOBALS: Readonly<Record<string, string>> = {
  react: 'window.React',
  'react-dom': 'window.ReactDOM',
  redux: 'window.Redux',
  'react-redux': 'window.ReactRedux',
};

export const SHARED: readonly string[] = [...Object.keys(GLOBALS), '@twilio/flex-ui'];

/** Exact names only: `react/jsx-runtime` and the like are not there to be had, so they are bundled. */
export function hostModules({ name, format, dependencies }: AuthoredPlugin): Plugin {
  const isSystem = format === 'system';
  const names = new Set(isSystem ? [...SHARED, ...dependencies] : SHARED);
  return {
    name: 'host-modules',
    setup(build) {
      build.onResolve({ filter: /^[\w@]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || !names.has(path)) return undefined;
        return isSystem ? { path, external: true } : { path, namespace: 'host' };
      });
      build.onLoad({ filter: /.*/, namespace: 'host' }, ({ path }) => ({
        contents: `module.exports = ${GLOBALS[path] ?? flexOf(name)};`,
      }));
    },
  };
}

/** Flex's own loader gives each plugin a Flex of its own to see. */
function flexOf(plugin: string): string {
  const name = JSON.stringify(plugin);
  return `(window.Twilio.FlexProxy && window.Twilio.FlexProxy[${name}]) || window.Twilio.Flex`;
}

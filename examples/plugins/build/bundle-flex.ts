// Bundles a plugin the way flex-plugin-builder 7.1.2 does: a classic script, React and ReactDOM from globals,
// @twilio/flex-ui from window.Twilio, the builder's constants inlined, class names kept.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Bundle, SOURCE_MAP_COMMENT } from './bundle.ts';
import type { PluginPackage } from './plugin-package.ts';

const GLOBALS: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  redux: 'Redux',
  'react-redux': 'ReactRedux',
};

export async function bundleFlex(plugin: PluginPackage): Promise<Bundle> {
  const result = await build({
    entryPoints: [join(plugin.folder, 'src/index.ts')],
    absWorkingDir: plugin.folder,
    outfile: join(plugin.folder, 'bundle.js'),
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    keepNames: true,
    jsx: 'transform',
    tsconfigRaw: '{}',
    charset: 'utf8',
    sourcemap: 'external',
    define: await builderConstants(plugin),
    plugins: [hostGlobals(plugin.uniqueName)],
  });
  const text = (end: string): string => {
    const file = result.outputFiles.find(({ path }) => path.endsWith(end));
    if (file === undefined) throw new Error(`esbuild made no ${end} for ${plugin.uniqueName}`);
    return file.text;
  };
  return { code: `${text('.js').trimEnd()}\n${SOURCE_MAP_COMMENT}\n`, map: text('.js.map') };
}

async function builderConstants({
  uniqueName,
  version,
}: PluginPackage): Promise<Record<string, string>> {
  const builder = await installedVersion('@twilio/flex-plugin');
  const constants = {
    __FPB_PLUGIN_UNIQUE_NAME: uniqueName,
    __FPB_PLUGIN_VERSION: version,
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: builder,
    __FPB_FLEX_PLUGIN_VERSION: builder,
    __FPB_FLEX_UI_VERSION: '2.17.1',
    __FPB_REACT_VERSION: await installedVersion('react'),
    __FPB_REACT_DOM_VERSION: await installedVersion('react-dom'),
  };
  return Object.fromEntries(
    Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]),
  );
}

async function installedVersion(name: string): Promise<string> {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}

/** Replaces the packages that the host supplies by what it puts on window. */
function hostGlobals(uniqueName: string): Plugin {
  const name = JSON.stringify(uniqueName);
  const flex = `(window.Twilio.FlexProxy && window.Twilio.FlexProxy[${name}]) || window.Twilio.Flex`;
  const expressionOf = (path: string): string => GLOBALS[path] ?? flex;
  return {
    name: 'host-globals',
    setup(build) {
      const filter = /^(react|react-dom|redux|react-redux|@twilio\/flex-ui)$/;
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'host' }));
      build.onLoad({ filter: /.*/, namespace: 'host' }, ({ path }) => ({
        contents: `module.exports = ${expressionOf(path)};`,
      }));
    },
  };
}

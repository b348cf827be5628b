// Bundles a plugin in System.register format with Rollup. What the host shares and what the plugin declares
// as a dependency stay bare imports for the loader to link.
import { join } from 'node:path';
import { rollup } from 'rollup';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { type Bundle, SOURCE_MAP_COMMENT } from './bundle.ts';
import type { PluginPackage } from './plugin-package.ts';

const SHARED = ['react', 'react-dom', 'redux', 'react-redux', '@twilio/flex-ui'];
const TARGET = 'es2020';

export async function bundleSystem(plugin: PluginPackage): Promise<Bundle> {
  const { dependencies = {}, optionalDependencies = {} } = plugin;
  const build = await rollup({
    input: join(plugin.folder, 'src/index.tsx'),
    external: [...SHARED, ...Object.keys(dependencies), ...Object.keys(optionalDependencies)],
    plugins: [
      esbuild({
        target: TARGET,
        jsx: 'transform',
        tsconfig: false,
        define: { PLUGIN_VERSION: JSON.stringify(plugin.version) },
      }),
      minify({ target: TARGET }),
    ],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  try {
    const { output } = await build.generate({
      format: 'system',
      exports: 'named',
      sourcemap: true,
      sourcemapExcludeSources: false,
      file: 'bundle.js',
    });
    const [{ code, map }] = output;
    if (map === null) throw new Error(`Rollup made no source map for ${plugin.uniqueName}`);
    map.sources = map.sources.map((source) => relativeTo(plugin, source));
    return { code: withComment(code), map: map.toString() };
  } finally {
    await build.close();
  }
}

// Maps name their sources below the plugin, wherever the repository stands.
function relativeTo({ uniqueName }: PluginPackage, source: string): string {
  const at = source.lastIndexOf(`${uniqueName}/`);
  return at === -1
    ? source.replace(/^.*\/(?=look\/)/, '../')
    : source.slice(at + uniqueName.length + 1);
}

function withComment(code: string): string {
  return code.includes(SOURCE_MAP_COMMENT) ? code : `${code.trimEnd()}\n${SOURCE_MAP_COMMENT}\n`;
}

import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { letForConst, prunePackages } from './scripts/prune-packages.mjs';

/** ES modules for npm: dependencies stay imports. */
const library = (input, dir, platform) => ({
  input,
  external: (id) => !/^[./]/.test(id) && !id.startsWith('\0'),
  plugins: [esbuild({ target: platform === 'node' ? 'node20' : 'es2022' })],
  output: {
    dir,
    format: 'es',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name]-[hash].js',
  },
});

/**
 * The standalone script names an error by its code and details only; the words stand in docs/errors.md and
 * in everything that is loaded for people to read.
 */
const codesOnly = () => ({
  name: 'codes-only',
  transform: (code, id) =>
    id.endsWith('domain/error-table.ts')
      ? { code: 'export const ERROR_TABLE = {};', map: null }
      : null,
});

/** What a script cannot import it loads as another script. */
const companionScripts = () => ({
  name: 'companion-scripts',
  load: (id) =>
    id.endsWith('loader/companions.ts') ? "export * from './companion-scripts.ts';" : null,
});

/** A classic script with everything in it. */
const script = (input, file, name, { words = false } = {}) => ({
  input,
  plugins: [
    prunePackages(),
    companionScripts(),
    words ? null : codesOnly(),
    nodeResolve({ browser: true }),
    commonjs({ strictRequires: 'auto' }),
    esbuild({ target: 'es2022' }),
    letForConst(),
    terser({
      ecma: 2020,
      compress: {
        passes: 3,
        hoist_funs: true,
        hoist_vars: true,
        pure_getters: true,
        unsafe: true,
        unsafe_comps: true,
        unsafe_arrows: true,
        unsafe_methods: true,
        global_defs: { '@process': 'undefined' },
      },
      format: { comments: false },
    }),
  ],
  output: { file, format: 'iife', name, sourcemap: true, generatedCode: 'es2015' },
});

/** `plugboard create` writes these files as they are. */
const pluginTemplate = () => ({
  name: 'plugin-template',
  writeBundle: async () => {
    await rm('dist/cli/template', { recursive: true, force: true });
    await cp('src/cli/create/template', 'dist/cli/template', { recursive: true });
  },
});

const nodeEntries = {
  'client/index': 'src/client/index.ts',
  'registry/index': 'src/registry/index.ts',
  'cli/main': 'src/cli/main.ts',
  'testing/index': 'src/testing/index.ts',
};
const present = Object.entries(nodeEntries).filter(([, file]) => existsSync(file));
const node = library(Object.fromEntries(present), 'dist', 'node');

export default [
  script('src/loader/index.ts', 'dist/plugboard-loader.js', 'Plugboard'),
  script('src/loader/overrides/index.ts', 'dist/plugboard-overrides.js', 'plugboardCompanion', {
    words: true,
  }),
  script('src/loader/panel/index.ts', 'dist/plugboard-panel.js', 'plugboardCompanion', {
    words: true,
  }),
  script('src/early/early.ts', 'dist/plugboard-early.js'),
  script('src/loader/hosted/main.ts', 'dist/plugboard-hosted.js'),
  library({ 'loader/index': 'src/loader/index.ts' }, 'dist', 'browser'),
  { ...node, plugins: [...node.plugins, pluginTemplate()] },
];

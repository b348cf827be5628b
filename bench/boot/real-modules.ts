// Minified modules of real packages, each of which runs by itself: the material that work plugins are made of.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, createContext, Script } from 'node:vm';
import { transform } from 'esbuild';
import { STUB } from './code-stub.ts';
import { shuffled } from './shuffle.ts';

export type RealModule = {
  /** Body of `function (module, exports, require)`. */
  readonly code: string;
};

const ROOT = join(import.meta.dirname, '../../node_modules');
const FOLDERS = [
  'twilio/lib',
  '@babel',
  'jsdom/lib',
  'undici/lib',
  'kysely/dist/cjs',
  '@sinclair/typebox/build/cjs',
  'rxjs',
  'lodash',
  'ajv/dist',
  'axios/lib',
  'fastify/lib',
  'parse5/dist',
  'postcss/lib',
  'commander/lib',
  'semver',
  '@fastify',
  'jest-circus',
  'whatwg-url/lib',
  'source-map',
  'pg/lib',
  'pg-protocol/dist',
  's3rver/lib',
  'koa/lib',
  'istanbul-reports/lib',
  '@jest',
];
const NOT_CODE =
  /\.(min|test|spec)\.js$|[\\/](test|tests|example|examples|benchmark|__tests__)[\\/]/;
const SMALLEST = 400;
const LARGEST = 12_000;
const TOP_LEVEL_MS = 100;
const READ_AT_ONCE = 64;

/** In an order of their own; `enough` says when no more is needed. The same modules come in every run. */
export async function* realModules(seed: number): AsyncGenerator<RealModule> {
  const files = shuffled(FOLDERS.flatMap(scriptsIn), seed);
  const seen = new Set<string>();
  const context = createContext({});
  for (let at = 0; at < files.length; at += READ_AT_ONCE) {
    for (const code of await Promise.all(files.slice(at, at + READ_AT_ONCE).map(minified))) {
      if (code === undefined || seen.has(code) || !runsAlone(code, context)) continue;
      seen.add(code);
      yield { code };
    }
  }
}

function scriptsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js') && !NOT_CODE.test(name))
    .map((name) => join(folder, name))
    .sort();
}

async function minified(file: string): Promise<string | undefined> {
  const source = await readFile(join(ROOT, file), 'utf8');
  try {
    const options = {
      format: 'cjs',
      minify: true,
      target: 'es2022',
      legalComments: 'none',
    } as const;
    const code = (await transform(source, { ...options, logLevel: 'silent' })).code.trim();
    // `import.meta` and `import()` belong to modules, and their addresses to files that are elsewhere.
    if (/\bimport\b|<\/script|sourceMappingURL|<!--|-->/.test(code)) return undefined;
    return code.length >= SMALLEST && code.length <= LARGEST ? code : undefined;
  } catch {
    // Not every file that ends in .js is a script; a package may keep templates and broken fixtures.
    return undefined;
  }
}

/** Whether it runs to its end in strict mode with nothing around it, and leaves nothing behind. */
function runsAlone(code: string, context: Context): boolean {
  try {
    const run = new Script(
      `(function () { "use strict";
      const before = Object.keys(globalThis).length;
      (function (module, exports, require) {${code}
      })({ exports: {} }, {}, ${STUB});
      return Object.keys(globalThis).length === before;
      })()`,
    );
    return run.runInContext(context, { timeout: TOP_LEVEL_MS }) === true;
  } catch {
    // Needs something that a browser has not: it stays out.
    return false;
  }
}

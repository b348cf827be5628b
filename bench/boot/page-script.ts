// Makes a minified classic script of a file that runs in the page.
import { join } from 'node:path';
import { build } from 'esbuild';

const FOLDER = join(import.meta.dirname, 'in-page');

/** `values` are put in place of the names that the file declares. */
export async function pageScript(
  name: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const define = Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]);
  const {
    outputFiles: [script],
  } = await build({
    entryPoints: [join(FOLDER, `${name}.ts`)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: Object.fromEntries(define) as Record<string, string>,
    write: false,
    logLevel: 'error',
  });
  if (!script) throw new Error(`esbuild made nothing of ${name}.`);
  return script.text.trim();
}

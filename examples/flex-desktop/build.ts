// Bundles the page's scripts with esbuild: Flex UI and everything it needs become one file.
// Skipped when nothing that goes in has changed since the last build.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type BuildOptions, build, version as esbuildVersion } from 'esbuild';
import { hashFiles } from './hash-files.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';

const here = import.meta.dirname;
const dist = join(here, 'dist');

/** The lockfile stands for the packages: what is installed from it cannot change without it. */
const SOURCES = ['page', 'cloud', 'build.ts', 'package-lock.json'];

/** Builds what the desktop serves and says where it is; `log` hears of it only when there is work to do. */
export async function buildPage(log: (line: string) => void): Promise<PageFiles> {
  const inputs = `${esbuildVersion} ${await hashFiles(here, SOURCES)}`;
  const built = await readPageFiles(dist);
  if (built?.inputs === inputs) return built;

  log('Bundling Flex UI for the browser (18 MB)');
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const files: PageFiles = {
    inputs,
    beforeFlex: await bundle('before-flex'),
    desktop: await bundle('desktop', FLEX_UI_NEEDS),
    style: await bundle('page', { entryPoints: [join(here, 'page/page.css')] }),
  };
  await writeFile(join(dist, 'page-files.json'), JSON.stringify(files, null, 2));
  return files;
}

/** What Flex UI's npm build, made for a bundler that knows Node, expects to find in a browser. */
const FLEX_UI_NEEDS: BuildOptions = {
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  inject: [join(here, 'page/node-globals.ts')],
  alias: { path: 'path-browserify' },
};

/** Writes one bundle and its gzip twin under a name made of its content, so that browsers may keep it for ever. */
async function bundle(name: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles = [] } = await build({
    entryPoints: [join(here, `page/${name}.ts`)],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    write: false,
    outdir: dist,
    absWorkingDir: here,
    ...options,
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild made nothing of ${name}.`);
  const hash = createHash('sha256').update(output.contents).digest('hex').slice(0, 12);
  const fileName = `${name}-${hash}.${output.path.endsWith('.css') ? 'css' : 'js'}`;
  await writeFile(join(dist, fileName), output.contents);
  await writeFile(join(dist, `${fileName}.gz`), await promisify(gzip)(output.contents));
  return fileName;
}

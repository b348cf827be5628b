// Runs the build as a process of its own: esbuild refuses to run inside jsdom.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BuiltPlugin } from '../build.ts';

const ROOT = join(__dirname, '../../..');

export async function buildInNode(): Promise<BuiltPlugin[]> {
  const build = pathToFileURL(join(ROOT, 'examples/plugins/build.ts')).href;
  const script = `import { buildPlugins } from '${build}'; console.log(JSON.stringify(await buildPlugins()));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    { cwd: ROOT, timeout: 60_000 },
  );
  return JSON.parse(stdout) as BuiltPlugin[];
}

// Builds the command once per test file, as it is shipped: one entry, everything else loaded when it is needed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '../../..');

/** Inside of the project, because what is not bundled is found in its node_modules. */
export function buildCli(): { readonly main: string; readonly remove: () => void } {
  const parent = join(PROJECT, '.plugboard');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'test-cli-'));
  const esbuild = join(PROJECT, 'node_modules/.bin/esbuild');
  execFileSync(esbuild, [
    join(PROJECT, 'src/cli/main.ts'),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--packages=external',
    '--splitting',
    '--out-extension:.js=.mjs',
    `--outdir=${folder}`,
    '--log-level=error',
  ]);
  return {
    main: join(folder, 'main.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// Bundles the script of a peer's page with the peer's npm package, as a production build does.
import { join } from 'node:path';
import { build } from 'esbuild';
import { BENCH_FOLDER } from './install-peers.ts';

export type HostName = 'module-federation' | 'openshift' | 'piral' | 'single-spa';

export type BundledHost = {
  readonly body: string;
  /** npm packages that gave the bundle at least one byte. */
  readonly packages: readonly string[];
};

/** Rejects when the packages of bench are not installed. */
export async function bundleHost(name: HostName): Promise<BundledHost> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(import.meta.dirname, `${name}-host.ts`)],
    absWorkingDir: BENCH_FOLDER,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: 'out',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    legalComments: 'none',
    define: {
      'process.env.NODE_ENV': '"production"',
      // Module Federation's `optimization.target`, which leaves its Node half out.
      ENV_TARGET: '"web"',
    },
  });
  const outputs = Object.values(metafile.outputs);
  return {
    body: outputFiles.map(({ text }) => text).join(''),
    packages: packagesIn(outputs.flatMap(({ inputs }) => Object.entries(inputs))),
  };
}

function packagesIn(inputs: readonly [path: string, { bytesInOutput: number }][]): string[] {
  const names = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names)].filter((name) => name !== undefined);
}

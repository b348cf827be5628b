// The files of the light page: its HTML, the bundled host, and the loader as it is published.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

export type PageScripts = { readonly host: string; readonly loader: string };

export async function readPageScripts(): Promise<PageScripts> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'host.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  const [host] = outputFiles;
  if (!host) throw new Error('esbuild made nothing of the host page.');
  return {
    host: host.text,
    loader: await readFile(join(root, 'dist/plugboard-loader.js'), 'utf8'),
  };
}

/** No inline script, so that the page stands under any Content-Security-Policy that names its own origin. */
export function pageHtml(nonce = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Light desktop</title>
    <link rel="icon" href="data:,">
    <script src="/host.js" nonce="${nonce}"></script>
    <script src="/plugboard-loader.js" nonce="${nonce}"></script>
  </head>
  <body></body>
</html>
`;
}

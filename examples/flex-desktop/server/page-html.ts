// Writes the HTML of the page and the policy that lets the browser itself keep every request on this machine.
import { createHash } from 'node:crypto';
import type { PageFiles } from '../page-files.ts';

export type PageParts = {
  readonly files: PageFiles;
  readonly registryUrl: string;
  /** Plugboard's early script, inlined so that it runs before anything else is even requested. */
  readonly earlyScript: string;
  /** Who loads the plugins: Plugboard's loader on this page, or Flex UI itself from the registry's list. */
  readonly pluginLoader: 'plugboard' | 'flex';
};

/** The scripts stand in the order they must run: early start, redirects, Plugboard's loader, then Flex UI. */
export function pageHtml({ files, registryUrl, earlyScript, pluginLoader }: PageParts): string {
  const registry = escapeHtml(registryUrl);
  const isOurs = pluginLoader === 'plugboard';
  const early = isOurs ? `<script data-registry="${registry}">${earlyScript}</script>` : '';
  const loader = isOurs ? '<script src="/plugboard-loader.js"></script>' : '';
  const flexList = isOurs ? '' : ` data-flex-list="${registry}/plugins"`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Agent desktop · Plugboard</title>
    ${early}
    <link rel="icon" href="${ICON}">
    <link rel="stylesheet" href="/assets/${files.style}">
    <script src="/assets/${files.beforeFlex}"></script>
    ${loader}
    <script src="/assets/${files.desktop}" defer></script>
  </head>
  <body>
    <div id="container" data-registry-url="${registry}"${flexList}></div>
    <div id="splash" role="status">
      <h1>Plugboard agent desktop</h1>
      <div class="bar"></div>
      <p id="step">Loading Flex UI</p>
    </div>
  </body>
</html>
`;
}

/** Where a plugin's author serves a build, on any port, once an override is agreed to. */
const LOCAL_BUILDS = 'http://localhost:*';

/** Requests may go to the page's own server, the registry and this machine's ports, nowhere else. */
export function contentSecurityPolicy(
  host: string,
  { registryUrl, earlyScript }: PageParts,
): string {
  const registry = new URL(registryUrl).origin;
  const early = createHash('sha256').update(earlyScript).digest('base64');
  return [
    "default-src 'none'",
    // Flex UI compiles its text templates (Handlebars) while the page runs, hence unsafe-eval.
    `script-src 'self' 'unsafe-eval' 'sha256-${early}' ${registry} ${LOCAL_BUILDS} blob:`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ws://${host} ${registry} ${LOCAL_BUILDS}`,
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0263e0"/><g fill="#fff"><circle cx="11" cy="11" r="3.2"/><circle cx="21" cy="11" r="3.2"/><circle cx="11" cy="21" r="3.2"/></g></svg>',
)}`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

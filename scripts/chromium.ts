// Finds a Chromium for the browser tests and says how to start it so that a closed network stays quiet.
import { existsSync } from 'node:fs';
import { installedBrowsers } from './installed-browsers.ts';
import { packagedChromium } from './packaged-chromium.ts';

export type Chromium = {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Set for the browser's process only. */
  readonly env?: Readonly<Record<string, string>>;
};

const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Chromium refuses to start its sandbox for root, as which containers and CI machines run.
const NO_SANDBOX = '--no-sandbox';

/**
 * Looks at CHROMIUM_PATH, then for an installed Chromium, Chrome or Edge, then for the npm package
 * (linux-x64 only). Rejects with one line that says what to install. Setting
 * CHROMIUM_FROM_PACKAGE skips the installed ones.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return startedAs(existing(named));

  const fromPackage = Boolean(process.env['CHROMIUM_FROM_PACKAGE']);
  const installed = fromPackage ? undefined : installedBrowsers().find((path) => existsSync(path));
  if (installed !== undefined) return startedAs(installed);

  const packaged = await packagedChromium();
  if (packaged !== undefined) return { ...packaged, args: [...QUIET, NO_SANDBOX] };
  throw new Error(
    'No Chromium was found: install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one.',
  );
}

function startedAs(executablePath: string): Chromium {
  return { executablePath, args: isRoot() ? [...QUIET, NO_SANDBOX] : QUIET };
}

function existing(path: string): string {
  if (!existsSync(path)) throw new Error(`CHROMIUM_PATH names ${path}, which does not exist.`);
  return path;
}

const isRoot = (): boolean => process.getuid?.() === 0;

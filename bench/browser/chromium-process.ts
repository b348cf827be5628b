// A Chromium with a profile on disk. It is closed as a person closes it, so that both of its caches reach the disk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { type Devtools, openDevtools } from './devtools.ts';

export type RunningChromium = { readonly devtools: Devtools; close(): Promise<void> };

/** As scripts/chromium.ts finds it. */
export type Chromium = {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export type ChromiumOptions = {
  readonly chromium: Chromium;
  readonly profile: string;
  /** Of the one key whose certificates are trusted. */
  readonly spkiHash: string;
};

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--no-default-browser-check',
  '--disable-default-apps',
  '--disable-extensions',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-scrollbars',
  '--mute-audio',
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
const CLOSE_DEADLINE_MS = 15_000;

export function startChromium({ chromium, profile, spkiHash }: ChromiumOptions): RunningChromium {
  const { executablePath, args, env } = chromium;
  const flags = [
    ...args,
    ...FLAGS,
    `--user-data-dir=${profile}`,
    `--ignore-certificate-errors-spki-list=${spkiHash}`,
    'about:blank',
  ];
  const browser = spawn(executablePath, flags, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const [, , , toBrowser, fromBrowser] = browser.stdio;
  const devtools = openDevtools(toBrowser as Writable, fromBrowser as Readable);
  const ended = once(browser, 'exit');
  return { devtools, close: () => closeChromium(browser, devtools, ended) };
}

async function closeChromium(
  browser: ChildProcess,
  devtools: Devtools,
  ended: Promise<unknown>,
): Promise<void> {
  const impatience = setTimeout(() => browser.kill('SIGKILL'), CLOSE_DEADLINE_MS);
  // A browser that ends before it has answered has done what was asked.
  await devtools.send('Browser.close').catch(() => undefined);
  await ended;
  clearTimeout(impatience);
}

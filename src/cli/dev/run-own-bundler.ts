// Runs the author's own bundler and looks at the file that it writes.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, delimiter, join, resolve } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { statOf } from '../stat-of.ts';
import type { AuthoredPlugin } from './authored-plugin.ts';
import type { Bundler, OnOutcome } from './build-outcome.ts';
import { type Bundle, withMap } from './bundle/finish-bundle.ts';

const LOOK_MS = 100;

export type OwnBundler = {
  readonly plugin: AuthoredPlugin;
  readonly command: string;
  readonly output: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it prints, on either stream. */
  readonly print: (text: string) => void;
};

export function runOwnBundler(own: OwnBundler, onOutcome: OnOutcome): Bundler {
  const child = start(own);
  const file = resolve(own.plugin.folder, own.output);
  const looking = new AbortController();
  const looked = lookAt(file, looking.signal, (bundle, ms) => {
    const code = withMap(bundle.code, `${own.plugin.name}.js`);
    onOutcome({ state: 'built', bundle: { ...bundle, code }, ms });
  });
  return {
    ended: Promise.race([failed(child, own.command), looked]),
    close: async () => {
      looking.abort();
      await stop(child);
    },
  };
}

function start({ command, plugin: { folder }, env, print }: OwnBundler): ChildProcess {
  const path = [join(folder, 'node_modules/.bin'), env['PATH'] ?? ''].join(delimiter);
  const child = spawn(command, {
    cwd: folder,
    env: { ...env, PATH: path },
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what the shell started ends with it.
    detached: process.platform !== 'win32',
  });
  child.stdout.on('data', (chunk: Buffer) => print(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => print(chunk.toString()));
  return child;
}

function failed(child: ChildProcess, command: string): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (how: string) =>
      reject(
        new CliError({
          code: 'bundler-ended',
          message: `\`${command}\` ended${how}.`,
          advice:
            '"plugboard": {"watch": "…"} names a command that goes on and builds on every change.',
          exit: EXIT.failed,
        }),
      );
    child.once('error', (error) => fail(`: ${error.message}`));
    child.once('exit', (code) => fail(code === null ? '' : ` with code ${code}`));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGTERM');
  await exited;
}

/** A bundler writes in several steps, so a file counts once two looks in a row find the same. */
async function lookAt(
  file: string,
  signal: AbortSignal,
  onFile: (bundle: Bundle, ms: number) => void,
): Promise<never> {
  let before = '';
  let taken = '';
  for await (const _ of setInterval(LOOK_MS, undefined, { signal })) {
    const stats = await statOf(file);
    const seen = stats?.isFile() ? `${stats.mtimeMs} ${stats.size}` : '';
    if (stats && seen !== '' && seen === before && seen !== taken) {
      taken = seen;
      onFile(await readBundle(file), Math.max(0, Math.round(Date.now() - stats.mtimeMs)));
    }
    before = seen;
  }
  throw signal.reason;
}

async function readBundle(file: string): Promise<Bundle> {
  const map = join(file, '..', `${basename(file)}.map`);
  const code = await readFile(file, 'utf8');
  return (await statOf(map)) ? { code, map: await readFile(map, 'utf8') } : { code };
}

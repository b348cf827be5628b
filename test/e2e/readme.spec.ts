// The README's commands as a newcomer types them, each as a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

let dataFolder: string;
let child: ChildProcess | undefined;

test.beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-readme-'));
});

test.afterEach(async () => {
  interrupt('SIGKILL');
  await rm(dataFolder, { recursive: true, force: true });
});

/** Reaches every process of the command, as a terminal does. */
function interrupt(signal: NodeJS.Signals): void {
  if (child?.pid && child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, signal);
  }
}

/** Starts a command and collects what it prints. */
function run(
  command: string,
  args: readonly string[],
): { output: () => string; exited: Promise<number | null> } {
  const started = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  child = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exited = new Promise<number | null>((resolve) => started.on('exit', resolve));
  return { output: () => output, exited };
}

test('npm start prints the addresses of desktop and registry, and stops on Ctrl-C', async () => {
  const flags = ['--port', '8790', '--registry-port', '8791', '--data', join(dataFolder, 'start')];
  const { output, exited } = run('node', ['--import', 'tsx', 'scripts/start.ts', ...flags]);

  await expect.poll(output, { timeout: 60_000 }).toContain('http://localhost:8790');
  expect(output()).toContain('8791');
  expect((await fetch('http://localhost:8790/', { headers: { accept: 'text/html' } })).status).toBe(
    200,
  );
  interrupt('SIGINT');
  expect(await exited).toBe(0);
});

test('npx plugboard serve starts a registry alone, with credentials in a file for the owner only', async () => {
  const data = join(dataFolder, 'serve');
  const { output, exited } = run('node', [
    'dist/cli/main.js',
    'serve',
    '--port',
    '8792',
    '--data',
    data,
  ]);

  const isUp = () =>
    fetch('http://127.0.0.1:8792/healthz').then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(isUp, { timeout: 20_000 }).toBe(200);
  const file = join(data, 'credentials.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    accountSid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
    authToken: expect.stringMatching(/\S{20,}/),
  });
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  interrupt('SIGTERM');
  expect(await exited, output()).toBe(0);
});

// plugboard serve as a process, and what starting the command costs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SERVE_SHAPE } from '../../src/cli/commands/serve.ts';
import { buildCli, PROJECT } from './support/build-cli.ts';
import { findMismatch } from './support/mismatch.ts';
import { runCli } from './support/run-cli.ts';

jest.setTimeout(120_000);

let cli: ReturnType<typeof buildCli>;
let folder: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  cli = buildCli();
  folder = await mkdtemp(join(tmpdir(), 'plugboard-serve-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  cli.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Resolves to the address and all that stood before it on standard error; rejects when the process ends before. */
function startServing(): Promise<{ url: string; printed: string }> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const started = spawn(process.execPath, [cli.main, 'serve', '--port', '0', '--data', 'data'], {
      cwd: folder,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    started.once('exit', () => reject(new Error(printed)));
    started.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, url] = /^Registry +(http:\S+)$/m.exec(printed) ?? [];
      if (url !== undefined) resolve({ url, printed });
    });
  });
}

test('a registry that was started by the command serves the command, and stops when told', async () => {
  const { url, printed } = await startServing();
  const file = await readFile(join(folder, 'data/credentials.json'), 'utf8');
  const { accountSid, authToken } = JSON.parse(file) as Record<string, string>;
  // Nobody sits there, so this may be a journal that others read.
  expect(printed).not.toContain(authToken);
  expect(printed).toContain(`New account ${accountSid}`);
  expect(printed).toContain(join(folder, 'data/credentials.json'));
  const env = {
    PLUGBOARD_URL: url,
    PLUGBOARD_ACCOUNT_SID: accountSid ?? '',
    PLUGBOARD_AUTH_TOKEN: authToken ?? '',
  };
  expect(await runCli(cli.main, ['status'], { env })).toMatchObject({
    exit: 0,
    stdout: 'Nothing was released yet.\n',
  });
  const exited = once(child as ChildProcess, 'exit');
  child?.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

test('with --json the first thing on standard output says where the registry is, and the log is elsewhere', async () => {
  const args = [cli.main, 'serve', '--port', '0', '--data', 'machine', '--json'];
  const started = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  child = started;
  const exited = once(started, 'exit');
  let printed = '';
  let log = '';
  started.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  for await (const chunk of started.stdout) {
    printed += String(chunk);
    if (printed.endsWith('}\n')) break;
  }
  const answer = JSON.parse(printed) as Record<string, string>;
  expect(findMismatch(SERVE_SHAPE, answer)).toBe(undefined);
  expect(answer).toMatchObject({ isNew: true });
  expect((await fetch(`${answer['url']}/healthz`)).status).toBe(200);
  const file = await readFile(answer['credentialsFile'] ?? '', 'utf8');
  expect(JSON.parse(file)).toMatchObject({ accountSid: answer['accountSid'] });
  started.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(log).toContain('"level":30');
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  for (const flag of ['--version', '-V']) {
    expect(await runCli(cli.main, [flag])).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
  }
});

test('a wrong value in the environment is exit code 2 and named; a port that is taken has a code', async () => {
  const failure = async (line: string, env: Record<string, string> = {}) => {
    const args = ['serve', '--data', 'other', '--json', ...line.split(' ')];
    const { exit, stderr } = await runCli(cli.main, args, { cwd: folder, env });
    const { error } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as { error: object };
    return { ...error, status: exit };
  };
  expect(await failure('--port 0', { PLUGBOARD_LOG_LEVEL: 'loud' })).toMatchObject({
    status: 2,
    code: 'environment-invalid',
    message: expect.stringContaining('PLUGBOARD_LOG_LEVEL'),
  });
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  try {
    expect(await failure(`--port ${port}`)).toMatchObject({
      status: 1,
      code: 'port-taken',
      details: { port },
    });
  } finally {
    taken.close();
  }
});

test('a data folder that cannot be made is exit code 2 and named', async () => {
  const file = join(folder, 'no-folder');
  await writeFile(file, '');
  expect(await runCli(cli.main, ['serve', '--port', '0', '--data', file])).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/^error usage: The data folder cannot be made: .*no-folder/),
  });
});

test('a wrong port is exit code 2', async () => {
  expect(await runCli(cli.main, ['serve', '--port', 'http'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('a port is a number'),
  });
});

test('help loads the parser and nothing else that is not part of Node', async () => {
  expect(await packagesBehind(cli.main)).toEqual(['commander']);
  for (const args of [['--help'], ['help', 'release'], ['release', '--help']]) {
    const { exit, stdout } = await runCli(cli.main, args);
    expect([exit, stdout]).toEqual([0, expect.stringContaining('Usage: plugboard')]);
  }
});

test('without a command there is help on standard error and exit code 2', async () => {
  for (const args of [[], ['archive']]) {
    expect(await runCli(cli.main, args)).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: plugboard'),
    });
  }
});

/** Follows what is imported at once, not what is imported when a command runs. */
async function packagesBehind(entry: string): Promise<string[]> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const queue = [entry];
  for (const file of queue) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = await readFile(file, 'utf8');
    for (const [, name = ''] of source.matchAll(/^(?:import|export)\b[^;'"]*["']([^"']+)["'];/gm)) {
      if (name.startsWith('.')) queue.push(join(dirname(file), name));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  }
  return [...packages];
}

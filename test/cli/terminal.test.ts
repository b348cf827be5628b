// What the command asks when somebody sits at a terminal, and what it shows while they answer.
import { readFile, stat } from 'node:fs/promises';
import { composeRelease } from '../../src/client/index.ts';
import { CliBench } from './support/cli-bench.ts';
import { hasTerminals, typeAtTerminal } from './support/type-at-terminal.ts';

if (!hasTerminals) {
  test.skip('needs the program `script` of util-linux or macOS', () => undefined);
} else {
  describe('at a terminal', atTerminal);
}

function atTerminal(): void {
  let bench: CliBench;
  beforeAll(async () => {
    bench = await CliBench.open();
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.start());
  afterEach(() => bench.stop());

  const type = (line: string, answers: [string, string][], env: Record<string, string>) =>
    typeAtTerminal([process.execPath, bench.main, ...line.split(' ')], answers, {
      env,
      cwd: bench.folder,
    });

  test('login asks for what is missing, and the secret never stands on the screen', async () => {
    const { accountSid, authToken } = bench.registry.credentials;
    const file = `${bench.folder}/credentials.json`;
    const { exit, screen } = await type(
      'login',
      [
        ['Address of the registry: ', bench.registry.url],
        ['Account SID or API key: ', accountSid],
        ['Secret: ', authToken],
      ],
      { PLUGBOARD_CONFIG: file },
    );
    expect([exit, screen]).toEqual([0, expect.stringContaining('Logged in')]);
    expect(screen).not.toContain(authToken);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(authToken);
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])(
    '%s at a question ends the command with a code of its own, and nothing is changed',
    async (_, key) => {
      await bench.publish('orders', '1.0.0');
      const line = 'archive version orders 1.0.0';
      const { exit, screen } = await type(line, [[' for good? [y/N] ', key]], bench.login);
      expect([exit, screen]).toEqual([1, expect.stringContaining('error interrupted: Nothing')]);
      const secret = await type(
        `login --url ${bench.registry.url} --user ${bench.registry.credentials.accountSid}`,
        [['Secret: ', key]],
        {},
      );
      expect([secret.exit, secret.screen]).toEqual([1, expect.stringContaining('interrupted')]);
      expect(await bench.json('describe version orders 1.0.0')).toMatchObject({ archived: false });
    },
  );

  test('the first start of a registry shows the token of its account, the second does not', async () => {
    const stop: [string, string][] = [['Stop it with Ctrl-C.', '\u0003']];
    const first = await type('serve --port 0 --data own', stop, {});
    const file = await readFile(`${bench.folder}/own/credentials.json`, 'utf8');
    const { authToken } = JSON.parse(file) as { authToken: string };
    expect(first.screen).toContain(authToken);
    const second = await type('serve --port 0 --data own', stop, {});
    expect(second.screen).toMatch(/^Registry /m);
    expect(second.screen).not.toContain(authToken);
  });

  test('a rollback shows what changes and waits for a yes', async () => {
    await bench.publish('orders', '1.0.0');
    await bench.publish('orders', '2.0.0');
    await composeRelease(bench.api, { enable: ['orders@1.0.0'] });
    await composeRelease(bench.api, { enable: ['orders@2.0.0'] });

    const no = await type('rollback', [['Release this? [y/N] ', 'n']], bench.login);
    expect(no.exit).toBe(1);
    expect(no.screen).toMatch(/orders.*2\.0\.0.*1\.0\.0[^]*Nothing was changed/);
    expect(await bench.live()).toEqual(['orders@2.0.0:3']);

    const yes = await type('rollback', [['Release this? [y/N] ', 'y']], bench.login);
    expect([yes.exit, await bench.live()]).toEqual([0, ['orders@1.0.0:3']]);
  });

  test('what is for good is asked for; --yes answers, and without a terminal it is needed', async () => {
    await bench.publish('orders', '1.0.0');
    const line = 'archive version orders 1.0.0';
    const question = ' for good? [y/N] ';
    expect((await type(line, [[question, '']], bench.login)).exit).toBe(1);
    expect(await bench.failure(line)).toMatchObject({ status: 2 });
    expect((await type(`${line} --yes`, [], bench.login)).exit).toBe(0);
  });
}

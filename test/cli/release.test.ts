// plugboard release, create-configuration, rollback: what becomes live, what is refused, and the way back.
import { CliBench } from './support/cli-bench.ts';

type Released = { releaseSid: string; configurationSid: string; undo: string };

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.start();
  await bench.publish('orders', '1.0.0');
  await bench.publish('orders', '1.1.0');
  await bench.publish('notes', '1.0.0');
});
afterEach(() => bench.stop());

const live = () => bench.live();

/** Runs the command that was printed, word for word. */
async function follow(undo: string): Promise<void> {
  await bench.ok(undo.replace(/^plugboard /, ''));
}

test('a release changes what is named, keeps the rest, and says how to undo it', async () => {
  await bench.ok('release --enable orders@1.0.0 --enable notes@latest --phase notes=1');
  const result = await bench.json<Released>('release --enable orders@latest --reason Ticket-12');
  expect(result).toMatchObject({
    dryRun: false,
    rebased: false,
    changes: [{ plugin: 'orders', kind: 'upgraded', from: '1.0.0', to: '1.1.0' }],
  });
  expect(await live()).toEqual(['notes@1.0.0:1', 'orders@1.1.0:3']);
  await follow(result.undo);
  expect(await live()).toEqual(['notes@1.0.0:1', 'orders@1.0.0:3']);
});

test('the first release is undone by taking its plugins out', async () => {
  const { undo } = await bench.json<Released>('release --enable orders@1.0.0');
  expect(undo).toBe('plugboard release --disable orders');
  await follow(undo);
  expect(await live()).toEqual([]);
});

test('people read what was released and what changed', async () => {
  const { stdout, stderr } = await bench.run('release --enable orders@1.0.0');
  expect(stdout).toMatch(/^Released FK\w{32} \(configuration FJ\w{32}\)\n {2}\+ orders 1\.0\.0 /);
  expect(stderr).toBe('To undo: plugboard release --disable orders\n');
});

test('a dry run shows the change and what the boot would refuse, and changes nothing', async () => {
  await bench.ok('release --enable orders@1.0.0');
  const { stdout } = await bench.run('release --enable orders@1.1.0 --dry-run');
  expect(stdout).toContain('~ orders 1.0.0 -> 1.1.0 (upgraded)');
  expect(await bench.json('release --enable notes@1.0.0 --dry-run')).toMatchObject({
    dryRun: true,
    releaseSid: null,
    changes: [{ plugin: 'notes', kind: 'added', to: '1.0.0' }],
    refused: [],
  });
  expect(await live()).toEqual(['orders@1.0.0:3']);
});

test('what the boot would refuse is refused in a dry run and in earnest, with every reason', async () => {
  await bench.publish('needy', '1.0.0', { dependencies: { missing: '^1.0.0' } });
  const refused = [{ plugin: 'needy', reason: 'dependency-missing' }];
  expect(await bench.json('release --enable needy@1.0.0 --dry-run', { exit: 5 })).toMatchObject({
    refused,
  });
  expect(await bench.failure('release --enable needy@1.0.0')).toMatchObject({
    status: 5,
    code: 'dependency-missing',
    details: { refused },
  });
  expect(await bench.json('status')).toMatchObject({ releaseSid: null });
  await bench.ok('release --enable needy@1.0.0 --allow-broken');
  expect(await live()).toEqual(['needy@1.0.0:3']);
});

test('two people against one base: other plugins are kept, the same plugin is a conflict', async () => {
  const { releaseSid: base } = await bench.json<Released>('release --enable orders@1.0.0');
  await bench.ok(`release --enable orders@1.1.0 --base ${base}`);
  expect(await bench.json(`release --enable notes@1.0.0 --base ${base}`)).toMatchObject({
    rebased: true,
  });
  const line = `release --disable orders --base ${base}`;
  for (const tried of [line, `${line} --dry-run`]) {
    expect(await bench.failure(tried)).toMatchObject({
      status: 4,
      code: 'release-conflict',
      details: { plugins: ['orders'] },
    });
  }
  expect(await live()).toEqual(['orders@1.1.0:3', 'notes@1.0.0:3']);
  await bench.ok('release --disable orders --base active');
  expect(await live()).toEqual(['notes@1.0.0:3']);
});

test('a configuration is prepared without being live, then released as it is', async () => {
  await bench.ok('release --enable orders@1.0.0');
  const line = 'create-configuration --enable notes@1.0.0 --phase notes=2 --name'.split(' ');
  const prepared = await bench.json<{ configurationSid: string }>([...line, 'Sprint 7']);
  expect(prepared).toMatchObject({ name: 'Sprint 7', changes: [{ plugin: 'notes', phaseTo: 2 }] });
  expect(await live()).toEqual(['orders@1.0.0:3']);
  const sid = prepared.configurationSid;
  expect(await bench.json(`release --configuration ${sid} --dry-run`)).toMatchObject({
    changes: [{ plugin: 'notes', kind: 'added' }],
  });
  const { releaseSid } = await bench.json<Released>(`release --configuration ${sid}`);
  expect(await live()).toEqual(['notes@1.0.0:2', 'orders@1.0.0:3']);
  expect(
    await bench.failure(`release --configuration ${sid} --base FK${'0'.repeat(32)}`),
  ).toMatchObject({ status: 4, code: 'active-release-moved' });
  await bench.ok(`release --configuration ${sid} --base ${releaseSid}`);
});

test('a configuration from nothing holds what is named and can be taken back', async () => {
  await bench.ok('release --enable orders@1.0.0');
  const { undo, ...prepared } = await bench.json<Released>(
    'create-configuration --new --enable notes@latest',
  );
  expect(prepared).toMatchObject({ baseConfigurationSid: null, name: '+ notes@latest' });
  await follow(undo);
  expect(await bench.failure(`release --configuration ${prepared.configurationSid}`)).toMatchObject(
    { status: 5, code: 'configuration-archived' },
  );
});

test('rollback goes back one step and shows it first, and a second one goes further back', async () => {
  await bench.ok('release --enable notes@1.0.0');
  await bench.ok('release --enable orders@1.0.0');
  await bench.ok('release --enable orders@1.1.0 --disable notes');
  const { stderr, stdout } = await bench.run(['rollback', '--reason', 'Too slow']);
  expect(stderr).toMatch(/Rolling back from FK\w+ to configuration FJ\w+:\n.*\+ notes 1\.0\.0/s);
  expect(stdout).toContain('~ orders 1.1.0 -> 1.0.0 (downgraded)');
  expect(await live()).toEqual(['notes@1.0.0:3', 'orders@1.0.0:3']);
  expect(await bench.json('status')).toMatchObject({ reason: 'Too slow' });
  await bench.ok('rollback');
  expect(await live()).toEqual(['notes@1.0.0:3']);
  expect(await bench.failure('rollback')).toMatchObject({ status: 1, code: 'no-earlier-release' });
  expect(await live()).toEqual(['notes@1.0.0:3']);
});

test('rollback never returns to what was rolled back before', async () => {
  await bench.ok('release --enable notes@1.0.0');
  await bench.ok('release --enable orders@1.0.0');
  await bench.ok('rollback');
  await bench.ok('release --enable orders@1.1.0');
  await bench.ok('rollback');
  expect(await live()).toEqual(['notes@1.0.0:3']);
  expect(await bench.failure('rollback --dry-run')).toMatchObject({ code: 'no-earlier-release' });
});

test('the undo of a rollback leads forth again, and from there one step back is back', async () => {
  await bench.ok('release --enable orders@1.0.0');
  await bench.ok('release --enable orders@1.1.0');
  const { undo } = await bench.json<Released>('rollback');
  await follow(undo);
  expect(await live()).toEqual(['orders@1.1.0:3']);
  await bench.ok('rollback');
  expect(await live()).toEqual(['orders@1.0.0:3']);
});

test.each(['rollback', 'rollback --to'])(
  '%s with its own key goes back once, however often it runs, also when others released since',
  async (command) => {
    const { releaseSid } = await bench.json<Released>('release --enable orders@1.0.0');
    await bench.ok('release --enable orders@1.1.0');
    const target = command === 'rollback' ? command : `${command} ${releaseSid}`;
    const line = `${target} --idempotency-key job-5`;
    const first = await bench.json<Released>(line);
    expect(await bench.json(line)).toEqual(first);
    await bench.ok('release --enable notes@1.0.0');
    const { stdout, stderr, exit } = await bench.run(line);
    expect([exit, stdout]).toEqual([0, expect.stringContaining(first.releaseSid)]);
    expect(stderr).not.toContain('Rolling back');
    expect(await bench.json('list releases')).toHaveLength(4);
    expect(await live()).toEqual(['orders@1.0.0:3', 'notes@1.0.0:3']);
  },
);

test('a rollback refuses a key that another change was made with', async () => {
  await bench.ok('release --enable orders@1.0.0');
  await bench.ok('release --enable orders@1.1.0 --idempotency-key job-6');
  expect(await bench.failure('rollback --idempotency-key job-6')).toMatchObject({
    status: 4,
    code: 'idempotency-key-reused',
  });
  expect(await live()).toEqual(['orders@1.1.0:3']);
});

test('rollback reaches any release, and its undo leads back', async () => {
  const first = await bench.json<Released>('release --enable orders@1.0.0');
  await bench.ok('release --enable orders@1.1.0');
  await bench.ok('release --enable notes@1.0.0');
  const { undo } = await bench.json<Released>(`rollback --to ${first.releaseSid}`);
  expect(await live()).toEqual(['orders@1.0.0:3']);
  await follow(undo);
  expect(await live()).toEqual(['orders@1.1.0:3', 'notes@1.0.0:3']);
});

test('a rollback to what is archived by now is refused and says why', async () => {
  await bench.ok('release --enable orders@1.0.0');
  await bench.ok('release --enable orders@1.1.0');
  await bench.ok('archive version orders 1.0.0 --yes');
  expect(await bench.failure('rollback')).toMatchObject({ status: 5, code: 'version-archived' });
  expect(await bench.json('rollback --dry-run', { exit: 5 })).toMatchObject({
    refused: [{ plugin: 'orders', reason: 'plugin-archived' }],
  });
});

test('a rehearsal refuses a configuration as the release of it would', async () => {
  const { releaseSid: base } = await bench.json<Released>('release --enable orders@1.0.0');
  const { configurationSid, undo } = await bench.json<Released>(
    'create-configuration --enable notes@1.0.0',
  );
  const line = `release --configuration ${configurationSid}`;
  expect(await bench.json(`${line} --base ${base} --dry-run`)).toMatchObject({ dryRun: true });
  await bench.ok('release --enable orders@1.1.0');
  const unknown = `FJ${'0'.repeat(32)}`;
  for (const mode of ['', ' --dry-run']) {
    expect(await bench.failure(`${line} --base ${base}${mode}`)).toMatchObject({
      status: 4,
      code: 'active-release-moved',
    });
    expect(await bench.failure(`release --configuration ${unknown}${mode}`)).toMatchObject({
      status: 1,
      code: 'configuration-unknown',
    });
  }
  await follow(undo);
  const back = `rollback --to ${configurationSid}`;
  for (const refused of [line, `${line} --dry-run`, back, `${back} --dry-run`]) {
    expect(await bench.failure(refused)).toMatchObject({
      status: 5,
      code: 'configuration-archived',
    });
  }
});

test('there is nothing before the first release, and nothing at all before it', async () => {
  expect(await bench.failure('rollback')).toMatchObject({ status: 1, code: 'no-active-release' });
  await bench.ok('release --enable orders@1.0.0');
  expect(await bench.failure('rollback')).toMatchObject({ status: 1, code: 'no-earlier-release' });
});

test('a pipeline step with its own key releases once, however often it runs', async () => {
  const line = 'release --enable orders@1.0.0 --idempotency-key run-77';
  const first = await bench.json<Released>(line);
  expect((await bench.json<Released>(line)).releaseSid).toBe(first.releaseSid);
  expect(await bench.json('list releases')).toHaveLength(1);
  expect(
    await bench.failure('release --enable notes@1.0.0 --idempotency-key run-77'),
  ).toMatchObject({ status: 4, code: 'idempotency-key-reused' });
});

test('with its own key a step that releases the latest version keeps to the first that it found', async () => {
  const line = 'release --enable orders@latest --idempotency-key run-79';
  const first = await bench.json<Released>(line);
  await bench.publish('orders', '1.2.0');
  expect((await bench.json<Released>(line)).releaseSid).toBe(first.releaseSid);
  expect(await live()).toEqual(['orders@1.1.0:3']);
});

test('a phase goes with a key when the version is named', async () => {
  const line = 'release --enable orders@1.1.0 --phase orders=1 --idempotency-key run-80';
  const first = await bench.json<Released>(line);
  await bench.publish('orders', '1.2.0');
  expect((await bench.json<Released>(line)).releaseSid).toBe(first.releaseSid);
});

test('against the live release a step with its own key releases once too', async () => {
  await bench.ok('release --enable orders@1.0.0');
  const line = 'release --enable orders@1.1.0 --base active --idempotency-key run-78';
  const first = await bench.json<Released>(line);
  expect(await bench.json(line)).toEqual(first);
  await bench.ok('release --enable notes@1.0.0');
  expect((await bench.json<Released>(line)).releaseSid).toBe(first.releaseSid);
  expect(await bench.json('list releases')).toHaveLength(3);
});

test.each([
  ['release', 2, 'usage'],
  ['release --enable orders', 2, 'usage'],
  ['release --enable orders@1.0.0 --disable orders', 2, 'plugin-duplicate'],
  ['release --enable orders@1.0.0 --phase notes=1', 2, 'usage'],
  ['release --enable orders@1.0.0 --base yesterday', 2, 'usage'],
  ['release --enable orders@latest --phase orders=1 --idempotency-key run-1', 2, 'usage'],
  ['create-configuration --enable orders@latest --idempotency-key run-1', 2, 'usage'],
  ['release --configuration FJ1 --enable orders@1.0.0', 2, 'usage'],
  ['release --configuration FJ1 --phase orders=1', 2, 'usage'],
  ['release --configuration FJ1 --name Sprint', 2, 'usage'],
  ['release --configuration FJ1 --description Sprint', 2, 'usage'],
  ['release --configuration FJ1 --allow-broken', 2, 'usage'],
  ['release --enable orders@9.9.9', 1, 'version-unknown'],
  ['release --enable nobody@1.0.0', 1, 'plugin-unknown'],
  [`release --configuration FJ${'0'.repeat(32)}`, 1, 'configuration-unknown'],
  ['create-configuration --enable orders@1.0.0 --enable orders@1.1.0', 2, 'usage'],
  ['create-configuration --new --base active', 2, 'usage'],
  ['create-configuration --enable nobody@1.0.0', 1, 'not-found'],
  ['rollback --to yesterday', 1, 'no-active-release'],
])('%s is exit code %i', async (line, status, code) => {
  expect(await bench.failure(line)).toMatchObject({ status, code });
});

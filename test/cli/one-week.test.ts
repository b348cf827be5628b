// A week of two release managers with one registry, told through the command line and nothing else.
import { mkdir, writeFile } from 'node:fs/promises';
import { CliBench } from './support/cli-bench.ts';

type Released = { releaseSid: string; undo: string };

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
  await bench.start();
});
afterAll(async () => {
  await bench.stop();
  await bench.close();
});

async function build(plugin: string, version: string, bundle: string, flexPlugin = {}) {
  const folder = `${bench.folder}/${plugin}`;
  await mkdir(`${folder}/build`, { recursive: true });
  const contents = JSON.stringify({ name: plugin, version, flexPlugin });
  await writeFile(`${folder}/package.json`, contents);
  await writeFile(`${folder}/build/${plugin}.js`, bundle);
  return folder;
}

test('one week', async () => {
  // Monday: each of the two gets a key of her own, with what she needs.
  const keyFor = async (name: string) => {
    const line = `keys create ${name} --scope deploy --scope release`;
    const { sid, secret } = await bench.json<{ sid: string; secret: string }>(line);
    return { PLUGBOARD_API_KEY: sid, PLUGBOARD_API_SECRET: secret };
  };
  const ada = { env: await keyFor('ada') };
  const grace = { env: await keyFor('grace') };

  // Ada deploys three plugins, one of which needs another, and releases them.
  const needs = { dependencies: { 'plugin-customer': '^1.0.0' } };
  for (const [name, flexPlugin] of [
    ['plugin-customer', {}],
    ['plugin-orders', needs],
    ['plugin-notes', {}],
  ] as const) {
    const cwd = await build(name, '1.0.0', `${name} one`, flexPlugin);
    await bench.ok(['deploy', '--changelog', `First ${name}`], { ...ada, cwd });
  }
  const alone = 'release --enable plugin-orders@1.0.0';
  expect(await bench.failure(alone, ada)).toMatchObject({ status: 5, code: 'dependency-missing' });
  const all = `${alone} --enable plugin-customer@1.0.0 --enable plugin-notes@1.0.0`;
  const monday = await bench.json<Released>(all, ada);

  // Tuesday: a deploy step of the pipeline fails half-way and is run again.
  const cwd = await build('plugin-orders', '1.1.0', 'plugin-orders two', needs);
  const deploy = ['deploy', '--changelog', 'Order number'];
  expect(await bench.json(deploy, { ...ada, cwd })).toMatchObject({ created: true });
  expect(await bench.json(deploy, { ...ada, cwd })).toMatchObject({ created: false });

  // Wednesday: both look at Monday's release and both release. Grace was faster with the notes.
  const notes = await build('plugin-notes', '1.1.0', 'plugin-notes two');
  await bench.ok('deploy', { ...grace, cwd: notes });
  const base = monday.releaseSid;
  await bench.ok(`release --enable plugin-notes@1.1.0 --base ${base} --reason Drafts`, grace);
  const orders = `release --enable plugin-orders@1.1.0 --base ${base}`;
  expect(await bench.json(orders, ada)).toMatchObject({ rebased: true });
  expect(await bench.live()).toEqual([
    'plugin-customer@1.0.0:3',
    'plugin-orders@1.1.0:3',
    'plugin-notes@1.1.0:3',
  ]);

  // Ada also wanted the notes out. That is Grace's plugin now, so she is told instead of overruling her.
  const conflict = await bench.run(`release --disable plugin-notes --base ${base}`, ada);
  expect(conflict.exit).toBe(4);
  expect(conflict.stderr).toContain('error release-conflict: plugin-notes changed since');
  expect(conflict.stderr).toContain('plugboard diff');
  expect(await bench.ok(`diff ${base} active`, ada)).toContain('~ plugin-notes 1.0.0 -> 1.1.0');
  // They talk, and Ada takes them out of what is live by then.
  const out = await bench.json<Released>('release --disable plugin-notes --base active', ada);

  // Thursday: agents miss their notes. One command brings them back, and says what it changes.
  expect(await bench.json('rollback --dry-run', grace)).toMatchObject({
    changes: [{ plugin: 'plugin-notes', kind: 'added' }],
  });
  const back = await bench.json<Released>(['rollback', '--reason', 'Agents need notes'], grace);
  expect(back.undo).toBe(`plugboard rollback --to ${out.releaseSid}`);
  expect(await bench.live()).toContain('plugin-notes@1.1.0:3');

  // Friday: what happened this week, and is the record of it whole?
  const { PLUGBOARD_API_KEY: adasKey } = ada.env;
  const { PLUGBOARD_API_KEY: gracesKey } = grace.env;
  expect(await bench.json('history')).toMatchObject([
    { by: gracesKey, reason: 'Agents need notes', active: true },
    { by: adasKey, changes: [{ plugin: 'plugin-notes', kind: 'removed' }] },
    { by: adasKey, changes: [{ plugin: 'plugin-orders', kind: 'upgraded' }] },
    { by: gracesKey, reason: 'Drafts' },
    { by: adasKey, releaseSid: base },
  ]);
  expect(await bench.json(`diff ${base}`)).toMatchObject({
    changes: [
      { plugin: 'plugin-orders', kind: 'downgraded', changelog: [{ changelog: 'Order number' }] },
      { plugin: 'plugin-notes', kind: 'downgraded' },
    ],
  });
  expect(await bench.json(`audit list --actor ${gracesKey} --action release.create`)).toHaveLength(
    2,
  );
  expect(await bench.json('audit verify')).toMatchObject({ ok: true });
  await bench.ok(`keys revoke ${gracesKey} --yes`);
  expect(await bench.failure('status', grace)).toMatchObject({ status: 3 });
});

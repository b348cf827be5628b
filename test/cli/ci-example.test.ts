// examples/ci: the steps of the workflow, word for word, as a runner of GitHub Actions would run them.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApiKey } from '../../src/client/index.ts';
import { PROJECT } from './support/build-cli.ts';
import { CliBench } from './support/cli-bench.ts';
import { type Finished, runProcess } from './support/run-cli.ts';

let bench: CliBench;
let checkout: string;
let environment: Record<string, string>;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.start();
  checkout = join(bench.folder, 'checkout');
  await mkdir(join(checkout, 'build'), { recursive: true });
  const key = await createApiKey(bench.api, { friendlyName: 'CI', scopes: ['deploy', 'release'] });
  environment = {
    PATH: `${await stubs()}:${process.env['PATH']}`,
    CI: 'true',
    GITHUB_ENV: join(bench.folder, 'github-env'),
    PLUGBOARD_URL: bench.registry.url,
    PLUGBOARD_API_KEY: key.sid,
    PLUGBOARD_API_SECRET: key.secret,
    RUN_KEY: 'acme/plugin-orders-1',
    CHANGELOG: 'Shows the $(order) "number"',
  };
  await commit('1.0.0', 'first();');
});
afterEach(() => bench.stop());

/** npx runs the command of this checkout, and npm has nothing to install or build. */
async function stubs(): Promise<string> {
  const folder = join(bench.folder, 'bin');
  await mkdir(folder);
  const scripts = {
    npx: `shift; exec "${process.execPath}" "${bench.main}" "$@"`,
    npm: 'exit 0',
  };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

async function commit(version: string, bundle: string): Promise<void> {
  const contents = JSON.stringify({ name: 'plugin-orders', version });
  await writeFile(join(checkout, 'package.json'), contents);
  await writeFile(join(checkout, 'build/plugin-orders.js'), bundle);
}

type Step = { readonly name: string; readonly run: string };

/** The steps with a script; every one of them is a block of the form `run: |`. */
async function readSteps(): Promise<Step[]> {
  const text = await readFile(join(PROJECT, 'examples/ci/release-plugin.yml'), 'utf8');
  const steps = [...text.matchAll(/^ {6}- name: (.*)\n {8}run: \|\n((?: {10}.*\n?)+)/gm)];
  expect(text.match(/\brun:/g)).toHaveLength(steps.length);
  return steps.map(([, name = '', block = '']) => ({ name, run: block.replace(/^ {10}/gm, '') }));
}

/** Runs the steps in order until one fails, as a runner does. */
async function runWorkflow(): Promise<(Finished & Step)[]> {
  const results: (Finished & Step)[] = [];
  await writeFile(environment['GITHUB_ENV'] ?? '', '');
  for (const step of await readSteps()) {
    const added = await readFile(environment['GITHUB_ENV'] ?? '', 'utf8');
    const pairs = added.split('\n').filter((line) => line.includes('='));
    const more = Object.fromEntries(pairs.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    const env = { ...environment, ...more } as Record<string, string>;
    const finished = await runProcess('bash', ['-e', '-c', step.run], { cwd: checkout, env });
    results.push({ ...step, ...finished });
    if (finished.exit !== 0) break;
  }
  return results;
}

test('a push is deployed and live, and the same run again changes nothing', async () => {
  for (let run = 1; run <= 2; run += 1) {
    const results = await runWorkflow();
    expect(results.map(({ name, exit, stderr }) => [name, exit, exit === 0 ? '' : stderr])).toEqual(
      (await readSteps()).map(({ name }) => [name, 0, '']),
    );
    expect(results.at(-1)?.stdout).toMatch(/plugin-orders +1\.0\.0/);
    expect(results.at(-2)?.stdout).toBe('To undo: plugboard release --disable plugin-orders\n');
  }
  expect(await bench.live()).toEqual(['plugin-orders@1.0.0:3']);
  expect(await bench.json('list releases')).toHaveLength(1);
  expect(await bench.json('describe version plugin-orders')).toMatchObject({
    changelog: environment['CHANGELOG'],
  });
  expect(await bench.json('status')).toMatchObject({ reason: 'acme/plugin-orders-1' });
});

test('a push that changes the bytes but not the version stops before anything is released', async () => {
  await runWorkflow();
  await commit('1.0.0', 'other();');
  environment['RUN_KEY'] = 'acme/plugin-orders-2';
  const results = await runWorkflow();
  expect(results.at(-1)).toMatchObject({
    name: 'Deploy the bundle under the version in package.json',
    exit: 4,
    stderr: expect.stringContaining('version-exists'),
  });
  expect(await bench.json('list releases')).toHaveLength(1);
});

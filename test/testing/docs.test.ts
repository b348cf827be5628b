/** @jest-environment node */
// The examples of docs/testing.md run as they stand, in a package that has Plugboard and none of its dev dependencies.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const EXAMPLE = /<!-- run: ([\w.-]+) -->\n```js\n([\s\S]*?)```/g;

let author: string;
let examples: readonly (readonly [file: string, text: string])[];

beforeAll(async () => {
  author = await mkdtemp(join(tmpdir(), 'plugboard-testing-'));
  const doc = await readFile(join(ROOT, 'docs/testing.md'), 'utf8');
  examples = [...doc.matchAll(EXAMPLE)].map(([, file = '', text = '']) => [file, text]);
  for (const [file, text] of examples) await writeFile(join(author, file), text);
  await writeFile(join(author, 'package.json'), '{"type":"module"}');
  await installPlugboard(join(author, 'node_modules'));
});
afterAll(() => rm(author, { recursive: true, force: true }));

it('each example of the documentation passes under node --test', async () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
  const declared = examples.flatMap(([, text]) => [...text.matchAll(/^test\(/gm)]).length;
  // A test runner that finds itself inside another one reports to that one.
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--test', '--test-reporter=tap', ...examples.map(([file]) => file)],
    { cwd: author, env, timeout: 50_000 },
  );
  expect(stdout).toMatch(new RegExp(`^# pass ${declared}$`, 'm'));
  expect(stdout).toMatch(/^# fail 0$/m);
});

it('every javascript block of the documentation is run', async () => {
  const doc = await readFile(join(ROOT, 'docs/testing.md'), 'utf8');
  expect(doc.match(/```(js|ts|jsx|tsx)\n/g)).toHaveLength(examples.length);
});

it('every name that the documentation takes from a fault is there', async () => {
  const { faults } = await import('../../src/testing/index.ts');
  const doc = await readFile(join(ROOT, 'docs/testing.md'), 'utf8');
  const [table = ''] = doc.match(/\| `faults\.`[\s\S]*?\n\n/) ?? [];
  const named = [...table.matchAll(/`(\w+)\([\w, ]*\)`/g)].map(([, name = '']) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(faults)));
});

/** The built entry beside the packages that Plugboard's package.json names as dependencies. */
async function installPlugboard(modules: string): Promise<void> {
  const plugboard = join(modules, 'plugboard');
  await mkdir(plugboard, { recursive: true });
  await copyFile(join(ROOT, 'package.json'), join(plugboard, 'package.json'));
  await buildEntry(join(plugboard, 'dist'));
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), '@twilio/flex-plugin']) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

/** By the settings of the release, in a process of its own: a bundler wants Node without a test runner in it. */
async function buildEntry(dist: string): Promise<void> {
  const script = `
    import { rollup } from 'rollup';
    import config from './rollup.config.mjs';
    const settings = config.find(({ input }) => Object.hasOwn(Object(input), 'testing/index'));
    const input = { 'testing/index': settings.input['testing/index'] };
    const build = await rollup({ ...settings, input });
    await build.write({ ...settings.output, dir: ${JSON.stringify(dist)} });
  `;
  const args = ['--input-type=module', '-e', script];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, timeout: 50_000 });
}

/** @jest-environment node */
// What `npm test` tells at its end comes from the reports of its runners.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJest, readPlaywright } from '../../scripts/results/read-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-results-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const file = join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

test('a failed test of Jest is named with its reason', async () => {
  const file = await report({
    numPassedTests: 7,
    numPendingTests: 2,
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        message: 'all of it',
        assertionResults: [
          { fullName: 'it works', status: 'passed', failureMessages: [] },
          { fullName: 'it boots', status: 'failed', failureMessages: ['expected 1', 'got 2'] },
        ],
      },
    ],
  });
  expect(await readJest(file)).toEqual({
    passed: 7,
    skipped: 2,
    failures: [{ title: 'it boots', message: 'expected 1\ngot 2' }],
  });
});

test('a test file that Jest could not run is one failure', async () => {
  const file = await report({
    numPassedTests: 0,
    numPendingTests: 0,
    testResults: [
      { name: 'b.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
    ],
  });
  expect((await readJest(file)).failures).toEqual([
    { title: 'b.test.ts', message: 'cannot be read' },
  ]);
});

test('a failed test of Playwright is named with the groups it stands in, a flaky one too', async () => {
  const specOf = (title: string, status: string) => ({
    title,
    tests: [{ status, results: [{ errors: [{ message: `${title} broke` }] }] }],
  });
  const file = await report({
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [],
    suites: [
      {
        title: 'boot.spec.ts',
        specs: [specOf('one', 'unexpected'), specOf('fine', 'expected')],
        suites: [{ title: 'with a dead registry', specs: [specOf('two', 'flaky')] }],
      },
    ],
  });
  expect((await readPlaywright(file)).failures).toEqual([
    { title: 'boot.spec.ts › one', message: 'one broke' },
    { title: 'boot.spec.ts › with a dead registry › two', message: 'two broke' },
  ]);
});

test('a failure before the first test of Playwright is told too', async () => {
  const file = await report({
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: 'the desktop did not start' }],
    suites: [],
  });
  expect((await readPlaywright(file)).failures).toEqual([
    { title: 'outside of every test', message: 'the desktop did not start' },
  ]);
});

// `npm test`: every check there is, one after another; at the end what failed, and one line that counts.
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { type Failure, type Results, readJest, readPlaywright } from './results/read-results.ts';

type Check = {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What the tests of this check left behind; without it the check itself counts as one. */
  readonly results?: () => Promise<Results>;
};

const RESULTS = 'test-results';
const LINES_OF_A_FAILURE = 25;

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['biome', 'check', '.'] },
  { name: 'build', command: ['rollup', '-c', '--silent'] },
  { name: 'size', command: ['size-limit'] },
  {
    name: 'unit, jsdom, registry',
    command: ['jest', '--maxWorkers=2', '--json', `--outputFile=${RESULTS}/jest.json`],
    results: () => readJest(`${RESULTS}/jest.json`),
  },
  {
    name: 'reliability of the registry',
    command: [
      'jest',
      '--config=jest.reliability.config.mjs',
      '--runInBand',
      '--json',
      `--outputFile=${RESULTS}/reliability.json`,
    ],
    // A thousand kills take minutes; `npm run test:reliability` has them all.
    environment: { RELIABILITY_CYCLES: '60' },
    results: () => readJest(`${RESULTS}/reliability.json`),
  },
  {
    name: 'faults in Chromium',
    command: ['playwright', 'test', '-c', 'playwright.browser.config.ts'],
    results: () => readPlaywright(`${RESULTS}/browser.json`),
  },
  {
    name: 'end to end in the real Flex UI',
    command: ['playwright', 'test'],
    results: () => readPlaywright(`${RESULTS}/e2e.json`),
  },
  // Fails where a contender does not boot or ran other code, never on a time.
  { name: 'the boot benchmark works', command: ['tsx', 'bench/run.ts', '--quick'] },
];

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS);
const all: Results[] = [];
for (const check of CHECKS) {
  console.log(`\n== ${check.name}`);
  all.push(await run(check));
}
const failures = all.flatMap((results) => results.failures);
for (const failure of failures) console.log(`\nFAILED ${describe(failure)}`);
const skipped = sum(all.map((results) => results.skipped));
console.log(
  `\n${sum(all.map(({ passed }) => passed))} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = failures.length > 0 ? 1 : 0;

async function run({ name, command, environment, results }: Check): Promise<Results> {
  const succeeded = await succeeds(command, environment);
  const own = succeeded
    ? { passed: 1, skipped: 0, failures: [] }
    : { passed: 0, skipped: 0, failures: [{ title: name, message: 'The output is above.' }] };
  const read = await results?.().catch(() => own);
  // A runner may fail although each of its tests passed, for example when a file cannot be read.
  return read === undefined || (!succeeded && read.failures.length === 0) ? own : read;
}

/** Short: the log of a build server is often cut, and what failed must be in the part that is kept. */
function describe({ title, message }: Failure): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, LINES_OF_A_FAILURE);
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function succeeds(
  [program = '', ...args]: readonly string[],
  environment: Check['environment'],
): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { ...environment, ...process.env };
    const child = spawn(`node_modules/.bin/${program}`, args, { stdio: 'inherit', env });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

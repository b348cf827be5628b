// `npm test`: every check there is, one after another, and one line at the end that counts them.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

type Check = {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the tests of this check leave their counts; without it the check itself counts as one. */
  readonly count?: () => Promise<Count>;
};

const RESULTS = 'test-results';

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['biome', 'check', '.'] },
  { name: 'build', command: ['rollup', '-c', '--silent'] },
  { name: 'size', command: ['size-limit'] },
  {
    name: 'unit, jsdom, registry',
    command: ['jest', '--maxWorkers=2', '--json', `--outputFile=${RESULTS}/jest.json`],
    count: () => countJest(`${RESULTS}/jest.json`),
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
    environment: { RELIABILITY_CYCLES: '120' },
    count: () => countJest(`${RESULTS}/reliability.json`),
  },
  {
    name: 'faults in Chromium',
    command: ['playwright', 'test', '-c', 'playwright.browser.config.ts'],
    count: () => countPlaywright(`${RESULTS}/browser.json`),
  },
  {
    name: 'end to end in the real Flex UI',
    command: ['playwright', 'test'],
    count: () => countPlaywright(`${RESULTS}/e2e.json`),
  },
];

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of CHECKS) {
  console.log(`\n== ${check.name}`);
  const { passed, failed, skipped } = await run(check);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function run({ command, environment, count }: Check): Promise<Count> {
  const succeeded = await succeeds(command, environment);
  const own = succeeded
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
  const counted = await count?.().catch(() => own);
  // A runner may fail although each of its tests passed, for example when a file cannot be read.
  return counted === undefined || (!succeeded && counted.failed === 0) ? own : counted;
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

async function countJest(file: string): Promise<Count> {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    await readFile(file, 'utf8'),
  ) as Record<string, number>;
  const failed = numFailedTests || numFailedTestSuites || 0;
  return { passed: numPassedTests ?? 0, failed, skipped: numPendingTests ?? 0 };
}

async function countPlaywright(file: string): Promise<Count> {
  const { stats } = JSON.parse(await readFile(file, 'utf8')) as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
}

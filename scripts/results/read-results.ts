// Reads what a test runner left behind: how many tests passed, and which did not and why.
import { readFile } from 'node:fs/promises';

export type Failure = { readonly title: string; readonly message: string };

export type Results = {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
};

type JestReport = {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

/** A file that could not be run at all counts as one failure. */
export async function readJest(file: string): Promise<Results> {
  const report = await readJson<JestReport>(file);
  const failures = report.testResults.flatMap((suite) => {
    const own = suite.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        title: fullName,
        message: failureMessages.join('\n'),
      }));
    const unrun = suite.status === 'failed' && own.length === 0;
    return unrun ? [{ title: suite.name, message: suite.message }] : own;
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests, failures };
}

type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
};

type PlaywrightReport = {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
  readonly stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
};

/** A test that passes only when it is run again has failed. */
export async function readPlaywright(file: string): Promise<Results> {
  const { suites, errors, stats } = await readJson<PlaywrightReport>(file);
  const outside = errors.map((error) => ({
    title: 'outside of every test',
    message: textOf([error]),
  }));
  const failures = [...outside, ...suites.flatMap((suite) => failuresOf(suite, []))];
  return { passed: stats.expected, skipped: stats.skipped, failures };
}

function failuresOf(
  { title, suites = [], specs }: PlaywrightSuite,
  above: readonly string[],
): Failure[] {
  const path = [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        title: [...path, spec.title].join(' › '),
        message: textOf(results.flatMap(({ errors }) => errors)),
      })),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite, path))];
}

const textOf = (errors: readonly { readonly message?: string }[]): string =>
  errors.map(({ message }) => message ?? '').join('\n');

async function readJson<Report>(file: string): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

// A registry in a process of its own, to be killed: bundled once, because starting from sources takes a second.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Credentials, RegistryOptions } from '../../../src/registry/index.ts';
import { TestAccount } from '../support/test-account.ts';

export type RegistryProcess = {
  readonly account: TestAccount;
  /** Sends the signal and resolves when the process is gone, with its exit code or null. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

const START_DEADLINE_MS = 20_000;
/** In the project, so that its packages are found. */
const BUNDLE = join(process.cwd(), 'node_modules/.cache/plugboard/registry-process.cjs');

const MAIN = `
import { startRegistry } from './src/registry/index.ts';
startRegistry(JSON.parse(process.argv[2])).then((registry) => {
  process.stdout.write(JSON.stringify({ url: registry.url, credentials: registry.credentials }) + '\\n');
  process.once('SIGTERM', () => void registry.close());
});
`;

export async function buildRegistryProcess(): Promise<void> {
  await build({
    stdin: { contents: MAIN, resolveDir: process.cwd(), loader: 'ts' },
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // It loads a binary from beside itself; everything else starts faster from one file.
    external: ['@photostructure/sqlite', 'pg-native'],
    logLevel: 'error',
  });
}

export async function startRegistryProcess(options: RegistryOptions): Promise<RegistryProcess> {
  const all: RegistryOptions = { rateLimitPerMinute: 0, metrics: false, ...options };
  const child = spawn(process.execPath, [BUNDLE, JSON.stringify(all)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const { url, credentials } = JSON.parse(await firstLine(child, () => complaints)) as {
    url: string;
    credentials: Credentials;
  };
  return {
    account: new TestAccount(url, credentials),
    end: async (signal) => {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

async function firstLine(child: ChildProcess, complaints: () => string): Promise<string> {
  const deadline = setTimeout(() => child.kill('SIGKILL'), START_DEADLINE_MS);
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) {
      clearTimeout(deadline);
      return text;
    }
  }
  clearTimeout(deadline);
  throw new Error(`the registry did not start: ${complaints()}`);
}

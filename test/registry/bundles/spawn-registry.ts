// Starts a registry as a process and waits for it to say where it is.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Credentials } from '../../../src/registry/index.ts';
import { TestAccount } from '../support/test-account.ts';

export type RegistryProcess = { readonly account: TestAccount; kill(): Promise<void> };

const START_DEADLINE_MS = 30_000;

export async function spawnRegistry(
  dataFolder: string,
  credentials: Credentials,
  databaseUrl?: string,
): Promise<RegistryProcess> {
  const script = join(__dirname, 'registry-process.ts');
  const { accountSid, authToken } = credentials;
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      script,
      dataFolder,
      accountSid,
      authToken,
      ...(databaseUrl === undefined ? [] : [databaseUrl]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await firstLine(child);
  return {
    account: new TestAccount(url, credentials),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the registry did not start: ${why}`));
    const deadline = setTimeout(() => {
      child.kill('SIGKILL');
      fail('no answer');
    }, START_DEADLINE_MS);
    child.once('exit', (code) => fail(`exit ${code}`));
    child.stdout?.once('data', (line: Buffer) => {
      clearTimeout(deadline);
      resolve(line.toString().trim());
    });
  });
}

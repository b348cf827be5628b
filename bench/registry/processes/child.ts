// Starts a process of a benchmark and calls what it offers. Its code is built as the package is, so that what is
// measured is what people run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Offers, Question, Reply } from './calls.ts';

type Calls<Offered extends Offers> = {
  readonly [Name in keyof Offered]: (
    ...argument: Parameters<Offered[Name]>
  ) => Promise<Awaited<ReturnType<Offered[Name]>>>;
};

export type Child<Offered extends Offers> = {
  readonly call: Calls<Offered>;
  stop(): Promise<void>;
};

export type ProcessName = 'bare' | 'load' | 'registry';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Beside the packages, which are not built in. */
const BUILT = join(HERE, '../../../node_modules/.cache/plugboard-bench');

export async function startChild<Offered extends Offers>(
  name: ProcessName,
  nodeFlags: readonly string[] = [],
): Promise<Child<Offered>> {
  const process = fork(await builtFile(name), {
    execArgv: ['--expose-gc', ...nodeFlags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  process.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  process.once('exit', (code) => {
    for (const [id, settle] of waiting) settle({ id, error: `${name} ended with code ${code}` });
  });

  let calls = 0;
  const call = (called: string, argument: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(`${name}: ${error}`)),
      );
      process.send({ id, name: called, argument } satisfies Question);
    });

  return {
    call: new Proxy({} as Calls<Offered>, {
      get: (_, called) => (argument: unknown) => call(String(called), argument),
    }),
    stop: async () => {
      if (process.exitCode !== null || process.signalCode !== null) return;
      const gone = once(process, 'exit');
      process.disconnect();
      await gone;
    },
  };
}

async function builtFile(name: ProcessName): Promise<string> {
  const outfile = join(BUILT, `${name}.mjs`);
  await mkdir(BUILT, { recursive: true });
  await build({
    entryPoints: [join(HERE, `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

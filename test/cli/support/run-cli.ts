// Runs the command as a process and hands over what a shell would see.
import { spawn } from 'node:child_process';

export type Finished = {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
};

const DEADLINE_MS = 60_000;

/** The process gets this environment and no more, so that nothing of the machine's own logins leaks in. */
export function runCli(
  main: string,
  args: readonly string[],
  { env = {}, cwd, input = '' }: RunOptions = {},
): Promise<Finished> {
  return runProcess(process.execPath, [main, ...args], { env, input, ...(cwd && { cwd }) });
}

export function runProcess(
  command: string,
  args: readonly string[],
  { env = {}, cwd, input = '' }: RunOptions,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
      timeout: DEADLINE_MS,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (exit) => {
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
      resolve({ exit, stdout: text(stdout), stderr: text(stderr) });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

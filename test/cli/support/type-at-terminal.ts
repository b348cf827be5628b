// Runs the command at a terminal of its own, as a person has one, and types when it asks.
import { spawn, spawnSync } from 'node:child_process';

/** util-linux's and BSD's `script` give a program a terminal; the two take its command differently. */
function terminalCommand(command: readonly string[]): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['script', '-q', '/dev/null', ...command];
  return ['script', '-qec', command.map((word) => `'${word}'`).join(' '), '/dev/null'];
}

export const hasTerminals =
  process.platform === 'darwin' || spawnSync('script', ['--version']).status === 0;

export type Typed = {
  readonly exit: number | null;
  /** All that the screen showed, without colours. */
  readonly screen: string;
};

const DEADLINE_MS = 60_000;

/** Each answer is typed when its question stands on the screen. */
export function typeAtTerminal(
  command: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
  { env, cwd }: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Typed> {
  const [program, ...args] = terminalCommand(command);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', NO_COLOR: '1', TERM: 'dumb', ...env },
      timeout: DEADLINE_MS,
    });
    const waiting = [...answers];
    let screen = '';
    let seen = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      const [question = '', answer] = waiting[0] ?? [];
      const at = answer === undefined ? -1 : screen.indexOf(question, seen);
      if (at < 0) return;
      seen = at + question.length;
      waiting.shift();
      child.stdin.write(`${answer}\r`);
    });
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, screen }));
  });
}

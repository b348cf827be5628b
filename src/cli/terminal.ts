// The world outside of a command: arguments in, two streams out, questions when somebody sits there.
import { EXIT } from './exit-codes.ts';
import { CliError } from './failures/cli-error.ts';

export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Somebody sits there who can answer; false in pipelines, whatever streams they have. */
  readonly interactive: boolean;
  /** Whether standard output and standard error show colours. */
  readonly colour: { readonly out: boolean; readonly error: boolean };
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** One line that somebody types; `secret` keeps it off the screen. Rejects with `interrupted`. */
  readonly ask: (question: string, options?: { readonly secret?: boolean }) => Promise<string>;
};

export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const wantsColour = env['NO_COLOR'] === undefined || env['NO_COLOR'] === '';
  return {
    env,
    cwd: process.cwd(),
    interactive: stdin.isTTY && stderr.isTTY && !env['CI'],
    colour: { out: wantsColour && stdout.isTTY, error: wantsColour && stderr.isTTY },
    out: (text) => stdout.write(text),
    error: (text) => stderr.write(text),
    readInput,
    ask,
  };
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function ask(question: string, { secret = false } = {}): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  // Readline echoes what is typed to its output; a secret gets an output that shows nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = secret ? nowhere : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  // By Ctrl-D too, which is the end of all lines.
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  lines.once('SIGINT', () => lines.close());
  try {
    if (secret) process.stderr.write(question);
    const answer = await Promise.race([lines.question(secret ? '' : question), ended]);
    if (secret || answer === undefined) process.stderr.write('\n');
    if (answer === undefined) throw interrupted();
    return answer.trim();
  } finally {
    lines.close();
  }
}

function interrupted(): CliError {
  return new CliError({
    code: 'interrupted',
    message: 'Nothing was changed.',
    advice: 'Run it again when you want to go on.',
    exit: EXIT.failed,
  });
}

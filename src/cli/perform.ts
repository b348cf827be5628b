// Carries out one command: runs it, prints its result or its failure, and says how to take it back.
import type { Call, CommandSpec } from './command-spec.ts';
import type { CommonFlags, Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printFailure } from './failures/print-failure.ts';
import { createPaint } from './output/paint.ts';
import { printable } from './output/printable.ts';
import { shellWord } from './output/shell-word.ts';
import type { Result } from './result.ts';
import type { Terminal } from './terminal.ts';

export async function perform(
  spec: CommandSpec<CommonFlags>,
  call: Call<CommonFlags>,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { run } = await spec.load();
    const result = await run(contextOf(call.flags, terminal), call);
    if (!result.isPrinted) await printResult(result, call.flags, terminal);
    await result.untilEnded?.();
    return result.exit ?? EXIT.ok;
  } catch (thrown) {
    if (terminal.env['PLUGBOARD_DEBUG'] && thrown instanceof Error) {
      note(terminal, String(thrown.stack));
    }
    const { explainFailure } = await import('./failures/explain-failure.ts');
    const failure = explainFailure(thrown);
    printFailure(failure, call.flags, terminal);
    return failure.exit;
  }
}

function contextOf(flags: CommonFlags, terminal: Terminal): Context {
  return {
    terminal,
    flags,
    paint: createPaint(terminal.colour.out),
    connect: async () => {
      const { connect } = await import('./connect.ts');
      return (await connect(flags, terminal)).api;
    },
    note: (text) => note(terminal, text),
  };
}

function note({ error, colour }: Terminal, text: string): void {
  error(`${printable(text, colour.error)}\n`);
}

async function printResult(result: Result, flags: CommonFlags, terminal: Terminal): Promise<void> {
  const { undo: way } = result;
  const undo = typeof way === 'string' ? withProfile(way, flags) : undefined;
  if (flags.json) {
    const json =
      Array.isArray(result.json) || undo === undefined ? result.json : { ...result.json, undo };
    terminal.out(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const text = await result.text();
  if (text !== '') terminal.out(`${printable(text, terminal.colour.out)}\n`);
  if (undo !== undefined) note(terminal, `To undo: ${undo}`);
  if (typeof way === 'object') note(terminal, `No undo: ${way.none}`);
}

/** What is about logins names its login itself. */
function withProfile(undo: string, { profile }: CommonFlags): string {
  if (profile === undefined || undo.startsWith('plugboard profiles ')) return undo;
  return `${undo} --profile ${shellWord(profile)}`;
}

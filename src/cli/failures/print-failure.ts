// Prints a failure to standard error: in words, or as one line of JSON for programs.
import type { CommonFlags } from '../context.ts';
import { createPaint, type Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import type { Terminal } from '../terminal.ts';
import type { Failure } from './cli-error.ts';

export function printFailure(failure: Failure, { json }: CommonFlags, terminal: Terminal): void {
  const { error: colour } = terminal.colour;
  terminal.error(
    json
      ? `${JSON.stringify({ error: failure })}\n`
      : printable(failureText(failure, createPaint(colour)), colour),
  );
}

function failureText({ code, message, advice, details }: Failure, paint: Paint): string {
  const lines = [`${paint.bad(`error ${code}`)}: ${message}`];
  for (const reason of refusalsIn(details)) lines.push(`  - ${reason}`);
  lines.push(paint.faint(advice));
  return `${lines.join('\n')}\n`;
}

/** The registry refuses a plan with one reason per plugin; the first one is the message already. */
function refusalsIn(details: Failure['details']): string[] {
  const refused = details?.['refused'];
  if (!Array.isArray(refused) || refused.length < 2) return [];
  return refused.map((entry: { message?: string }) => entry?.message ?? '');
}

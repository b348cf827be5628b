// Asks before a change, where somebody can answer. Without a terminal nobody is asked: a change that can be taken
// back goes on, one that cannot needs --yes.
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { CliError } from './failures/cli-error.ts';
import { usageError } from './failures/usage-error.ts';

type Consent = {
  readonly yes: boolean | undefined;
  /** Whether to go on where nobody can answer. */
  readonly unattended: boolean;
};

/** Returns when the change may go on. */
export async function confirm(
  { terminal }: Context,
  question: string,
  { yes, unattended }: Consent,
): Promise<void> {
  if (yes) return;
  if (!terminal.interactive) {
    if (unattended) return;
    throw usageError('This cannot be taken back, and nobody is there to confirm it.', 'Add --yes.');
  }
  const answer = await terminal.ask(`${question} [y/N] `);
  if (/^y(es)?$/i.test(answer)) return;
  throw new CliError({
    code: 'not-confirmed',
    message: 'Nothing was changed.',
    advice: 'Answer y to go on, or add --yes.',
    exit: EXIT.failed,
  });
}

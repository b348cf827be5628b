// A failure of a command in three parts: a code for programs, what happened, and what to do about it.
import type { ExitCode } from '../exit-codes.ts';

export type Failure = {
  /** Kebab-case and stable. */
  readonly code: string;
  readonly message: string;
  /** What the reader can do now. */
  readonly advice: string;
  readonly exit: ExitCode;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
};

export class CliError extends Error {
  override readonly name = 'CliError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options);
    this.failure = failure;
  }
}

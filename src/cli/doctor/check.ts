// One thing that the doctor looked at.
import type { ExitCode } from '../exit-codes.ts';

export type Check = {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly message: string;
  readonly advice?: string;
  /** Set where the check failed. */
  readonly exit?: ExitCode;
};

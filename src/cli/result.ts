// What a command hands back: data for programs, words for people, and the way back.
import type { ExitCode } from './exit-codes.ts';

export type Result = {
  /** What `--json` prints; its shape stands in the declaration of the command. */
  readonly json: object;
  /** What people read; asked for only when it is printed. */
  readonly text: () => string | Promise<string>;
  /** The command that takes this change back, or why there is none. Absent when nothing changed. */
  readonly undo?: string | NoUndo | undefined;
  /** For a command that goes on: resolves when it has ended. The result is printed before. */
  readonly untilEnded?: () => Promise<void>;
  /** Default 0. */
  readonly exit?: ExitCode;
  /** The command ran for a while and has printed everything already, line by line. */
  readonly isPrinted?: boolean;
};

/** A sentence for people; `--json` has no `undo` then. */
export type NoUndo = { readonly none: string };

// Why a plugin does not build, with the place in the source.
import type { Message } from 'esbuild';

export type Problem = {
  readonly message: string;
  /** Relative to the plugin's folder; null where no place is known. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** From 1. */
  readonly column: number | null;
  /** The line as it stands in the source. */
  readonly source: string | null;
};

export function problemOf({ text, location }: Message): Problem {
  return {
    message: text,
    file: location?.file ?? null,
    line: location?.line ?? null,
    column: location ? location.column + 1 : null,
    source: location?.lineText ?? null,
  };
}

/** As editors and terminals make a link of it. */
export function problemText({ message, file, line, column }: Problem): string {
  return file === null ? message : `${file}:${line}:${column}: ${message}`;
}

// The one error class: a code of the table, the details its sentence is made from, and the original error as cause.
import { ERROR_TABLE, type ErrorCode } from './error-table.ts';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** An error with a stable `code` (its heading in docs/errors.md) and the `details` of this occurrence. */
export class PlugboardError extends Error {
  override readonly name = 'PlugboardError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(sentence(code, details), options);
    this.code = code;
    this.details = details;
  }

  toJSON(): { code: ErrorCode; message: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** The standalone script carries no words: there the code and its details speak for themselves. */
function sentence(code: ErrorCode, details: ErrorDetails): string {
  const template = (ERROR_TABLE as Partial<Record<ErrorCode, string>>)[code];
  if (template === undefined) return `${code} ${JSON.stringify(details)}`;
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? '?'));
}

/** The message of anything that was thrown, one line, bounded so that reports stay small. */
export function reasonOf(thrown: unknown): string {
  return textOf(thrown).replace(/\s+/g, ' ').slice(0, 300);
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message || thrown.name : thrown);
  } catch {
    // A plugin may throw anything, also an object that throws when it is turned into text.
    return 'something that cannot be shown';
  }
}

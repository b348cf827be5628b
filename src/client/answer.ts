// Checks that an answer is what it claims to be, as far as callers rely on it: an object with these texts.
import { PluginsApiError } from './plugins-api-error.ts';

type TextKey<T> = { [Key in keyof T]: T[Key] extends string ? Key : never }[keyof T] & string;

/** Reads an answer as one kind of resource; throws a `shape` error that names what is wrong. */
export type ReadAnswer<T> = (input: unknown) => T;

/**
 * Only the identifying texts are checked: Twilio's API may send null for any other field, and what
 * a browser executes is parsed once more by the domain.
 */
export function answerOf<T>(resource: string, ...texts: TextKey<T>[]): ReadAnswer<T> {
  return (input) => {
    if (!isRecord(input)) throw shapeError(`a ${resource} was expected, not ${kindOf(input)}`);
    for (const key of texts) {
      if (typeof input[key] === 'string') continue;
      throw shapeError(`${key} of a ${resource} is ${kindOf(input[key])}, not text`);
    }
    return input as T;
  };
}

export function listIn(input: unknown, key: string): unknown[] {
  const rows = isRecord(input) ? input[key] : undefined;
  if (!Array.isArray(rows)) throw shapeError(`${key} is ${kindOf(rows)}, not a list`);
  return rows;
}

export function shapeError(what: string): PluginsApiError {
  return new PluginsApiError('shape', `The Plugins API sent an unusable answer: ${what}.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

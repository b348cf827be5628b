// Holds what a command printed against the shape that it documents.
import { isList, type Shape } from '../../../src/cli/shape.ts';

/** Where and how the value is not what the shape says, or undefined when it fits. */
export function findMismatch(shape: Shape, value: unknown, path = 'result'): string | undefined {
  if (typeof shape === 'string') {
    return fitsWord(shape, value) ? undefined : `${path} is ${JSON.stringify(value)}, not ${shape}`;
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${path} is no list`;
    return first(value.map((entry, index) => findMismatch(shape[0], entry, `${path}[${index}]`)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `${path} is no object`;
  }
  const record = value as Record<string, unknown>;
  const known = Object.keys(shape).map((key) => key.replace(/\?$/, ''));
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) return `${path}.${unknown} is not documented`;
  return first(
    Object.entries(shape).map(([key, inner]) => {
      const name = key.replace(/\?$/, '');
      if (name !== key && !(name in record)) return undefined;
      return findMismatch(inner, record[name], `${path}.${name}`);
    }),
  );
}

function fitsWord(word: string, value: unknown): boolean {
  if (word === 'anything') return value !== undefined;
  if (word.endsWith(' or null') && value === null) return true;
  if (word.startsWith('text')) return typeof value === 'string';
  if (word.startsWith('number')) return typeof value === 'number';
  return word === 'true or false' && typeof value === 'boolean';
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

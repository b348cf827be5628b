// Reads the records of an import: JSON text that has to be exactly what the schema says, or a 400 that names the field.
import type { Static, TObject } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { badParameter } from '../http/api-error.ts';

/** Fields beyond the schema are dropped: another API may say more than this one keeps. */
export function readRecords<Schema extends TObject>(
  parameter: string,
  schema: Schema,
  texts: readonly string[] = [],
): Static<Schema>[] {
  return texts.map((text) => {
    const record = Value.Clean(schema, parse(parameter, text));
    const [problem] = Value.Errors(schema, record);
    if (!problem) return record as Static<Schema>;
    throw badParameter(parameter, `${problem.path.slice(1) || 'a record'}: ${problem.message}`);
  });
}

function parse(parameter: string, text: string): unknown {
  const withNul = new Set<string>();
  let record: unknown;
  try {
    record = JSON.parse(text, (field: string, value: unknown) => {
      if (typeof value === 'string' && value.includes('\0')) withNul.add(field);
      return value;
    });
  } catch {
    throw badParameter(parameter, 'each entry has to be one JSON object as text');
  }
  // No database can keep it as text.
  for (const field of withNul) throw badParameter(parameter, `${field}: contains a NUL character`);
  return record;
}

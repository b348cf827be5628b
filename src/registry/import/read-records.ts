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
  try {
    return JSON.parse(text);
  } catch {
    throw badParameter(parameter, 'each entry has to be one JSON object as text');
  }
}

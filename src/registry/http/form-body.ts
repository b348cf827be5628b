// Reads form bodies the way Twilio's clients send them: some percent-encode, some do not, some do both in one body.
import type { FastifyInstance } from 'fastify';
import { badRequest } from './api-error.ts';

export type FormFields = Record<string, string | string[]>;

/** A body of a few plugins has a few dozen fields; a million of them is an attack. */
const MAX_FIELDS = 2_000;

/** Forms are the only bodies of the Plugins API; anything else is answered 415 by the framework. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseForm(String(body)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/**
 * Decodes as browsers do: an escape that is none, as in `100% sure`, stays as it is. A repeated key becomes a list.
 * Fields with a NUL character are refused because no database can keep them as text.
 */
export function parseForm(body: string): FormFields {
  // Without a prototype, so that a field named __proto__ is only a field.
  const fields: FormFields = Object.create(null) as FormFields;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    count += 1;
    if (count > MAX_FIELDS) {
      throw badRequest('too-many-fields', `The body has more than ${MAX_FIELDS} fields`);
    }
    if (value.includes('\0')) {
      throw badRequest('parameter-invalid', `Invalid parameter ${name}: contains a NUL character`);
    }
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else fields[name] = [known, value];
  }
  return fields;
}

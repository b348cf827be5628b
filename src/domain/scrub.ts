// Takes out of a text what a report must never carry: query strings, fragments, credentials in URLs, tokens,
// and the addresses and numbers of people.
import type { ErrorDetails } from './plugboard-error.ts';

const URL_TAIL = /(\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g;
const URL_USER = /(:\/\/)[^\s/]+@/g;
const TOKEN =
  /\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}|\b(?:Bearer|Basic)\s+[\w+/=.-]{8,}|(?<![\w/-])[\da-f]{32,}\b/g;
const NAMED = /\b((?:\w*token|secret|password|api_?key)["']?\s*[=:]\s*)["']?[^\s"',;&}]+/gi;
/** A version, as in `plugin-crm@1.4.0`, is no mail address. */
const PERSON = /[\w.+-]+@(?!\d)[\w-]+\.[\w.-]*\w|\+\d[\d ()-]{6,}\d/g;

export function scrubText(text: string): string {
  return text
    .replace(URL_TAIL, '$1')
    .replace(URL_USER, '$1')
    .replace(NAMED, '$1[token]')
    .replace(TOKEN, '[token]')
    .replace(PERSON, '[person]');
}

export function scrubDetails(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === 'string' ? scrubText(value) : value,
    ]),
  );
}

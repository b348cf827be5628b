// Takes out of a text what a report must never carry: query strings, fragments, credentials in URLs, and tokens.
import type { ErrorDetails } from './plugboard-error.ts';

const URL_TAIL = /(\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g;
const URL_USER = /(:\/\/)[^\s/]+@/g;
const TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}|\b(?:Bearer|Basic)\s+[\w+/=.-]{8,}/g;

export function scrubText(text: string): string {
  return text.replace(URL_TAIL, '$1').replace(URL_USER, '$1').replace(TOKEN, '[token]');
}

export function scrubDetails(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === 'string' ? scrubText(value) : value,
    ]),
  );
}

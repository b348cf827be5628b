// Text as it may stand on a terminal: others wrote names, changelogs and reasons, and a terminal obeys what is in them.

/** The colours of paint.ts. */
const COLOUR = `${String.fromCharCode(27)}\\[(?:1|2|22|31|32|33|39)m`;
/** All but line breaks and tabs. */
const CONTROL = '(?![\\n\\t])\\p{Cc}';
/** What turns the direction of reading around, for letters that have one of their own. */
const TURN = '[\\u202a-\\u202e\\u2066-\\u2069]';
const FOUND = new RegExp([COLOUR, CONTROL, TURN].join('|'), 'gu');

/** Only colours are let through, and only where the stream shows them. */
export function printable(text: string, colour: boolean): string {
  return text.replace(FOUND, (found) => (colour && found.length > 1 ? found : ''));
}

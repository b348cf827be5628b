// Text as it may stand on a terminal: others wrote names, changelogs and reasons, and a terminal obeys what is in them.

/** The colours of paint.ts, then all controls but line breaks and tabs, then what turns the direction of reading. */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find.
  /\u001b\[(?:1|2|22|31|32|33|39)m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Only colours are let through, and only where the stream shows them. */
export function printable(text: string, colour: boolean): string {
  return text.replace(CONTROLS, (found) => (colour && found.length > 1 ? found : ''));
}

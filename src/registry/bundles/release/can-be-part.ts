// Decides whether a bundle may stand in the one file of a release. One that may not is loaded by itself, as ever.
import { Script } from 'node:vm';

/**
 * What would be something else in a file of many: the script that runs, the address that imports start from, and the
 * name of a file, of which the last in it counts for all. Words in a text are enough, since alone it runs in any case.
 */
const TIED_TO_ITS_FILE = [
  /currentScript/,
  /\bimport\s*(?:[(.]|\/[/*])/,
  /\/[/*][#@]\s*sourceURL\s*=/,
];

/**
 * A syntax error would take the whole file with it, so each bundle is parsed (never run) twice: by itself, so that it
 * cannot end its function early, and as the body of one. Inside a function `document.currentScript` is null.
 */
export function canBePart(code: string): boolean {
  const isTied = TIED_TO_ITS_FILE.some((words) => words.test(code));
  return !isTied && parses(code) && parses(`(function(){\n${code}\n})`);
}

function parses(code: string): boolean {
  try {
    return Boolean(new Script(code));
  } catch {
    // Whatever V8 has against it, nesting that is too deep included, is a reason to leave it alone.
    return false;
  }
}

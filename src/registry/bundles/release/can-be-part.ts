// Decides whether a bundle may stand in the one file of a release. One that may not is loaded by itself, as ever.
import { Script } from 'node:vm';

/**
 * A syntax error would take the whole file with it, so each bundle is parsed (never run) twice: by itself, so that it
 * cannot end its function early, and as the body of one. Inside a function `document.currentScript` is null.
 */
export function canBePart(code: string): boolean {
  return !code.includes('currentScript') && parses(code) && parses(`(function(){\n${code}\n})`);
}

function parses(code: string): boolean {
  try {
    return Boolean(new Script(code));
  } catch {
    // Whatever V8 has against it, nesting that is too deep included, is a reason to leave it alone.
    return false;
  }
}

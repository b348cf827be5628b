// The companions as scripts that lie next to the loader's own: `plugboard-overrides.js`, `plugboard-panel.js`.
import type { Companions } from './companions.ts';
import type { PageSeams } from './page-seams.ts';

// Known only while the script is evaluated.
const { src } = (document.currentScript ?? {}) as { src?: string };

export async function importCompanion<Name extends keyof Companions>(
  name: Name,
  nonce: string | undefined,
  seams: PageSeams,
): Promise<Companions[Name]> {
  const { href: url } = new URL(`plugboard-${name}.js`, src);
  await seams.runScript({ url, cors: false, nonce }, () => undefined);
  // Read before any other script can run.
  return (globalThis as unknown as { plugboardCompanion: Companions[Name] }).plugboardCompanion;
}

// The companions of the loader as modules. The standalone script takes companion-scripts.ts in its place.
import type { PageSeams } from './page-seams.ts';

const IMPORTS = {
  overrides: () => import('./overrides/index.ts'),
  panel: () => import('./panel/index.ts'),
} as const;

export type Companions = {
  readonly [Name in keyof typeof IMPORTS]: Awaited<ReturnType<(typeof IMPORTS)[Name]>>;
};

export async function importCompanion<Name extends keyof Companions>(
  name: Name,
  _nonce: string | undefined,
  _seams: PageSeams,
): Promise<Companions[Name]> {
  return (await IMPORTS[name]()) as Companions[Name];
}

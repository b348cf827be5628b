// Loads the parts of the loader that most boots never need, when they are needed.
import { PlugboardError } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { type Companions, importCompanion } from './companions.ts';
import { withDeadline } from './deadline.ts';
import type { PageSeams } from './page-seams.ts';

/** Rejects with `companion-unavailable` when it does not come within `timeouts.manifestMs`. */
export function loadCompanion<Name extends keyof Companions>(
  companion: Name,
  { settings }: Boot,
  seams: PageSeams,
): Promise<Companions[Name]> {
  const { nonce, timeouts } = settings;
  const unavailable = (cause?: unknown) =>
    new PlugboardError('companion-unavailable', { companion }, { cause });
  return withDeadline(
    importCompanion(companion, nonce, seams).catch((cause: unknown) => {
      throw unavailable(cause);
    }),
    timeouts.manifestMs,
    unavailable,
  );
}

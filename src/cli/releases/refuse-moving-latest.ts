// Refuses `latest` beside --idempotency-key where this machine has to look it up: by the next try another version may
// be the latest, and the same key would come with another request.
import { usageError } from '../failures/usage-error.ts';
import { type ChangeFlags, splitEntry } from './read-changes.ts';

type KeyedChanges = ChangeFlags & { readonly idempotencyKey?: string };

/** `lookedUp` are the entries of --enable whose versions this machine looks up. */
export function refuseMovingLatest(
  { idempotencyKey }: KeyedChanges,
  lookedUp: readonly string[],
): void {
  if (idempotencyKey === undefined) return;
  const moving = lookedUp.find((entry) => splitEntry(entry).version === 'latest');
  if (moving === undefined) return;
  throw usageError(
    `--enable ${moving} may be another version when this runs again with the same key.`,
    `Name the version: --enable ${splitEntry(moving).name}@1.2.3. \`latest\` goes with --idempotency-key only in \`plugboard release\`, for a plugin without --phase.`,
  );
}

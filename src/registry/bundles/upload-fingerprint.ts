// What an Idempotency-Key of an upload stands for: the fields and the bytes, as they were hashed while they arrived.
import { createHash } from 'node:crypto';
import type { Idempotency } from '../http/idempotency.ts';
import type { Upload } from './receive-upload.ts';

/** The same upload has the same fingerprint, in whatever order and with whatever boundary its parts are sent. */
export function uploadFingerprint(
  { key, fingerprint }: Idempotency,
  { fields, files }: Pick<Upload, 'fields' | 'files'>,
): Idempotency {
  const listing = files.map(({ name, digest }) => [name, digest] as const);
  const content = JSON.stringify([
    fingerprint,
    Object.entries(fields).sort(byName),
    listing.sort(byName),
  ]);
  return { key, fingerprint: createHash('sha256').update(content).digest('hex') };
}

type Named = readonly [name: string, content: string];

function byName([one]: Named, [other]: Named): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

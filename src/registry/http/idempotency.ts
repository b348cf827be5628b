// Idempotency keys: a POST that is sent again with its key gets the first answer again and changes nothing.
// The answer is stored in the transaction of the change, so there is never one without the other.
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Write } from '../database/write.ts';
import { ApiError, badRequest } from './api-error.ts';
import { timestamp } from './times.ts';

export type Idempotency = { readonly key: string; readonly fingerprint: string };

const KEEP_MS = 24 * 60 * 60 * 1000;
const KEY = /^[\x21-\x7e]{1,255}$/;

export function idempotencyOf(request: FastifyRequest): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw badRequest(
      'idempotency-key-invalid',
      'Idempotency-Key has to be 1 to 255 printable characters',
    );
  }
  const content = JSON.stringify([request.method, request.url, request.body ?? null]);
  return { key, fingerprint: createHash('sha256').update(content).digest('hex') };
}

export async function findStoredAnswer(
  { tx, account }: Write,
  { key, fingerprint }: Idempotency,
  now: Date,
): Promise<{ status: number; body: object } | undefined> {
  await tx
    .deleteFrom('idempotency_keys')
    .where('account_sid', '=', account.sid)
    .where('date_created', '<', timestamp(new Date(now.getTime() - KEEP_MS)))
    .execute();
  const row = await tx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('account_sid', '=', account.sid)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint) {
    throw new ApiError(422, 'This Idempotency-Key was used for another request', {
      details: { reason: 'idempotency-key-reused' },
    });
  }
  return { status: row.status, body: JSON.parse(row.body) as object };
}

export async function storeAnswer(
  { tx, account, now }: Write,
  { key, fingerprint }: Idempotency,
  status: number,
  body: object,
): Promise<void> {
  await tx
    .insertInto('idempotency_keys')
    .values({
      account_sid: account.sid,
      key,
      fingerprint,
      status,
      body: JSON.stringify(body),
      date_created: now,
    })
    .execute();
}

// Why a change is made, in the caller's words: a field of every form, for the audit trail.
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { badParameter } from './api-error.ts';
import { Text } from './schemas.ts';

/** For the forms that have a schema; archiving and revoking take any form. */
export const Reason = Type.Optional(Text(1000));

const WithReason = Type.Object({ Reason });

export function readReason(body: unknown): string | undefined {
  if (body === null || body === undefined) return undefined;
  if (Value.Check(WithReason, body)) return body.Reason || undefined;
  throw badParameter('Reason', 'a text of at most 1000 characters is needed');
}

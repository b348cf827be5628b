// The audit trail on the wire: filters and answers.
import { Type } from '@sinclair/typebox';
import { Page, Resource, Time } from '../http/schemas.ts';
import { PageQuery } from '../http/slice.ts';

const Word = Type.Optional(Type.String({ pattern: '^[\\w.:-]{1,100}$' }));
const Moment = Type.Optional(
  Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' }),
);

export const AuditQuery = Type.Object({
  ...PageQuery.properties,
  Actor: Word,
  Action: Word,
  ResourceSid: Word,
  RequestId: Word,
  From: Moment,
  Until: Moment,
});

const Whole = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);

export const Audit = Resource({
  account_sid: Type.String(),
  sequence: Type.Integer(),
  actor: Type.String(),
  action: Type.String(),
  resource_sid: Type.String(),
  before: Whole,
  after: Whole,
  reason: Type.Union([Type.String(), Type.Null()]),
  request_id: Type.String(),
  date_created: Time,
  previous_hash: Type.String(),
  hash: Type.String(),
});

export const AuditPage = Page('audit', Audit);

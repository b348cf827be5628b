// TypeBox pieces that the resources share: text of bounded length, SIDs, pages and errors as they stand on the wire.
import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { SID_PREFIX, type SidKind } from '../../domain/index.ts';

export const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength });

export const Sid = (kind: SidKind) =>
  Type.String({ pattern: `^${SID_PREFIX[kind]}[0-9a-fA-F]{32}$` });

export const Uri = Type.String({ format: 'uri' });

export const Time = Type.String({ format: 'date-time' });

export const Resource = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const Meta = Resource({
  page: Type.Integer(),
  page_size: Type.Integer(),
  first_page_url: Type.String(),
  previous_page_url: Nullable(Type.String()),
  url: Type.String(),
  next_page_url: Nullable(Type.String()),
  key: Type.String(),
});

export const Page = <Key extends string, Row extends TSchema>(key: Key, row: Row) =>
  Type.Object({ meta: Meta, [key]: Type.Array(row) } as {
    meta: typeof Meta;
  } & Record<Key, ReturnType<typeof Type.Array<Row>>>);

export const ErrorBody = Resource({
  code: Type.Integer(),
  message: Type.String(),
  more_info: Type.String(),
  status: Type.Integer(),
  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

/** The answers of an operation: what it gives, and the one shape of everything that went wrong. */
export const answers = <Status extends 200 | 201, Body extends TSchema>(
  status: Status,
  body: Body,
) =>
  ({ [status]: body, '4xx': ErrorBody, '5xx': ErrorBody }) as Record<Status, Body> & {
    '4xx': typeof ErrorBody;
    '5xx': typeof ErrorBody;
  };

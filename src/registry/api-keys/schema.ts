// API keys on the wire. The secret is in the answer of the creation and nowhere else.
import { Type } from '@sinclair/typebox';
import { SCOPES } from '../auth/scopes.ts';
import { Reason } from '../http/reason.ts';
import { Page, Resource, Sid, Text, Time, Uri } from '../http/schemas.ts';

const Scope = Type.Union(SCOPES.map((scope) => Type.Literal(scope)));

export const ApiKeyPath = Type.Object({ Sid: Type.String() });

export const CreateApiKeyBody = Type.Object({
  FriendlyName: Text(200, 1),
  Scopes: Type.Array(Scope, { minItems: 1, maxItems: SCOPES.length }),
  Reason,
});

export const ApiKey = Resource({
  sid: Sid('apiKey'),
  account_sid: Sid('account'),
  friendly_name: Type.String(),
  scopes: Type.Array(Scope),
  revoked: Type.Boolean(),
  date_created: Time,
  url: Uri,
});

/** A repeated creation with the same Idempotency-Key answers without the secret, which is not kept anywhere. */
export const NewApiKey = Resource({ ...ApiKey.properties, secret: Type.Optional(Type.String()) });

export const ApiKeyPage = Page('keys', ApiKey);

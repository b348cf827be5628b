// What an import takes: resources of another Plugins API with their SIDs and dates, one JSON object as text per field.
import { type Static, Type } from '@sinclair/typebox';
import { Reason } from '../http/reason.ts';
import { Resource, Sid, Text } from '../http/schemas.ts';

const Nullable = (maxLength: number) => Type.Union([Text(maxLength), Type.Null()]);
const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' });

export const ImportedPlugin = Type.Object({
  sid: Sid('plugin'),
  unique_name: Type.String({ pattern: '^[\\w-]{1,200}$' }),
  friendly_name: Nullable(500),
  description: Nullable(2000),
  archived: Type.Boolean(),
  date_created: Time,
  date_updated: Type.Union([Time, Type.Null()]),
});

/** Twilio accepted versions that are no semantic versions; they stay what they are. */
export const ImportedVersion = Type.Object({
  sid: Sid('pluginVersion'),
  plugin_sid: Sid('plugin'),
  version: Text(200, 1),
  plugin_url: Type.String({ pattern: '^https?://', maxLength: 2048 }),
  changelog: Nullable(10_000),
  private: Type.Boolean(),
  archived: Type.Boolean(),
  validated: Type.Boolean(),
  date_created: Time,
});

export const ImportedConfiguration = Type.Object({
  sid: Sid('configuration'),
  name: Text(500),
  description: Nullable(2000),
  archived: Type.Boolean(),
  date_created: Time,
  plugins: Type.Array(
    Type.Object({
      plugin_version_sid: Sid('pluginVersion'),
      phase: Type.Integer({ minimum: 0, maximum: 1000 }),
    }),
    { maxItems: 1000 },
  ),
});

export const ImportedRelease = Type.Object({
  sid: Sid('release'),
  configuration_sid: Sid('configuration'),
  date_created: Time,
});

export type ImportedPlugin = Static<typeof ImportedPlugin>;
export type ImportedVersion = Static<typeof ImportedVersion>;
export type ImportedConfiguration = Static<typeof ImportedConfiguration>;
export type ImportedRelease = Static<typeof ImportedRelease>;

const Records = Type.Optional(Type.Array(Text(200_000, 1), { maxItems: 500 }));

/** In the order in which they were made. */
export const ImportBody = Type.Object({
  Plugins: Records,
  Versions: Records,
  Configurations: Records,
  Releases: Records,
  Reason,
});

export const ImportAnswer = Resource({
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
});

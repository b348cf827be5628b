// Releases on the wire: parameters and answers.
import { Type } from '@sinclair/typebox';
import { Reason } from '../http/reason.ts';
import { Page, Resource, Sid, Text, Time, Uri } from '../http/schemas.ts';

export const ReleasePath = Type.Object({ Sid: Type.String() });

export const CreateReleaseBody = Type.Object({
  ConfigurationId: Text(200, 1),
  Reason,
});

export const Release = Resource({
  sid: Sid('release'),
  account_sid: Sid('account'),
  configuration_sid: Sid('configuration'),
  date_created: Time,
  url: Uri,
});

const Entries = Type.Optional(Type.Array(Text(1000, 1), { maxItems: 1000 }));

export const ComposeReleaseBody = Type.Object({
  Base: Type.Optional(Text(100)),
  Enable: Entries,
  Disable: Entries,
  Name: Type.Optional(Text(500)),
  Description: Type.Optional(Text(2000)),
  Reason,
  Policy: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('warn')])),
});

export const ComposedRelease = Resource({
  ...Release.properties,
  base_release_sid: Type.Union([Sid('release'), Type.Null()]),
  rebased: Type.Boolean(),
});

export const ReleasePage = Page('releases', Release);

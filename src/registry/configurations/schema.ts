// Configurations on the wire: parameters and answers.
import { Type } from '@sinclair/typebox';
import { Reason } from '../http/reason.ts';
import { Page, Resource, Sid, Text, Time, Uri } from '../http/schemas.ts';

export const ConfigurationPath = Type.Object({ Sid: Type.String() });

/** As many as one form names; a release that is composed on top of another has no more. */
export const MAX_MEMBERS = 1_000;

export const CreateConfigurationBody = Type.Object({
  Name: Text(500, 1),
  /** Each entry is one JSON object as text. */
  Plugins: Type.Optional(Type.Array(Text(1000), { maxItems: MAX_MEMBERS })),
  Description: Type.Optional(Text(2000)),
  Policy: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('warn')])),
  Reason,
});

const Warning = Resource({ plugin: Type.String(), reason: Type.String(), message: Type.String() });

const common = {
  sid: Sid('configuration'),
  account_sid: Sid('account'),
  name: Type.String(),
  description: Type.String(),
  archived: Type.Boolean(),
  date_created: Time,
  url: Uri,
  warnings: Type.Optional(Type.Array(Warning)),
};

export const Configuration = Resource({ ...common, links: Resource({ plugins: Uri }) });

export const ConfigurationArchive = Resource(common);

export const ConfigurationPage = Page('configurations', Configuration);

// Plugins on the wire: parameters and answers.
import { Type } from '@sinclair/typebox';
import { Reason } from '../http/reason.ts';
import { Page, Resource, Sid, Text, Time, Uri } from '../http/schemas.ts';

export const PluginPath = Type.Object({ Sid: Type.String() });

export const CreatePluginBody = Type.Object({
  UniqueName: Text(200, 1),
  FriendlyName: Type.Optional(Text(500)),
  Description: Type.Optional(Text(500)),
  Reason,
});

export const UpdatePluginBody = Type.Object({
  FriendlyName: Type.Optional(Text(500)),
  Description: Type.Optional(Text(500)),
  Reason,
});

const common = {
  sid: Sid('plugin'),
  account_sid: Sid('account'),
  unique_name: Type.String(),
  friendly_name: Type.String(),
  description: Type.String(),
  archived: Type.Boolean(),
  date_created: Time,
  date_updated: Time,
  url: Uri,
};

export const Plugin = Resource({ ...common, links: Resource({ plugin_versions: Uri }) });

export const PluginArchive = Resource(common);

export const PluginPage = Page('plugins', Plugin);

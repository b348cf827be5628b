// Configured plugins on the wire: the membership joined with its plugin and version.
import { Type } from '@sinclair/typebox';
import { Page, Resource, Sid, Time, Uri } from '../http/schemas.ts';
import { extensionFields } from '../plugin-versions/schema.ts';

export const ConfiguredPluginsPath = Type.Object({ ConfigurationSid: Type.String() });

export const ConfiguredPluginPath = Type.Object({
  ConfigurationSid: Type.String(),
  PluginSid: Type.String(),
});

export const ConfiguredPlugin = Resource({
  account_sid: Sid('account'),
  configuration_sid: Sid('configuration'),
  plugin_sid: Sid('plugin'),
  plugin_version_sid: Sid('pluginVersion'),
  phase: Type.Integer(),
  plugin_url: Uri,
  unique_name: Type.String(),
  friendly_name: Type.String(),
  description: Type.String(),
  plugin_archived: Type.Boolean(),
  version: Type.String(),
  plugin_version_archived: Type.Boolean(),
  changelog: Type.String(),
  private: Type.Boolean(),
  date_created: Time,
  url: Uri,
  ...extensionFields,
});

export const ConfiguredPluginPage = Page('plugins', ConfiguredPlugin);

// Plugin versions on the wire: Twilio's parameters and fields, then ours, which appear only where they were given.
import { Type } from '@sinclair/typebox';
import { Reason } from '../http/reason.ts';
import { Page, Resource, Sid, Text, Time, Uri } from '../http/schemas.ts';

export const PluginVersionsPath = Type.Object({ PluginSid: Type.String() });

export const PluginVersionPath = Type.Object({ PluginSid: Type.String(), Sid: Type.String() });

const twilioParameters = {
  Version: Text(200, 1),
  PluginUrl: Text(2048, 1),
  Changelog: Type.Optional(Text(5000)),
  Private: Type.Optional(Type.Boolean()),
  CliVersion: Type.Optional(Text(100)),
  ValidateStatus: Type.Optional(Text(100)),
};

const ourParameters = {
  Integrity: Type.Optional(Text(1000)),
  Dependencies: Type.Optional(Text(20_000)),
  OptionalDependencies: Type.Optional(Text(20_000)),
  Engines: Type.Optional(Text(5000)),
  Policy: Type.Optional(
    Type.Union([Type.Literal('mandatory'), Type.Literal('normal'), Type.Literal('deferred')]),
  ),
  Format: Type.Optional(Type.Union([Type.Literal('flex'), Type.Literal('system')])),
};

export const CreatePluginVersionBody = Type.Object({
  ...twilioParameters,
  ...ourParameters,
  Reason,
});

const Ranges = Type.Record(Type.String(), Type.String());

export const extensionFields = {
  integrity: Type.Optional(Type.String()),
  dependencies: Type.Optional(Ranges),
  optional_dependencies: Type.Optional(Ranges),
  engines: Type.Optional(Ranges),
  policy: ourParameters.Policy,
  format: ourParameters.Format,
};

const common = {
  sid: Sid('pluginVersion'),
  account_sid: Sid('account'),
  plugin_sid: Sid('plugin'),
  version: Type.String(),
  plugin_url: Uri,
  changelog: Type.String(),
  private: Type.Boolean(),
  archived: Type.Boolean(),
  date_created: Time,
  url: Uri,
  ...extensionFields,
};

export const PluginVersion = Resource({ ...common, validated: Type.Boolean() });

export const PluginVersionArchive = Resource(common);

export const PluginVersionPage = Page('plugin_versions', PluginVersion);

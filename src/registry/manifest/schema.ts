// The manifest on the wire, which is Plugboard's own.
import { Type } from '@sinclair/typebox';
import { Resource, Sid, Time, Uri } from '../http/schemas.ts';
import { extensionFields } from '../plugin-versions/schema.ts';

export const ManifestQuery = Type.Object({ AccountSid: Type.Optional(Type.String()) });

export const ReleaseManifest = Resource({
  account_sid: Sid('account'),
  release_sid: Sid('release'),
  configuration_sid: Sid('configuration'),
  date_created: Time,
  plugins: Type.Array(
    Resource({
      plugin_sid: Sid('plugin'),
      plugin_version_sid: Sid('pluginVersion'),
      unique_name: Type.String(),
      version: Type.String(),
      plugin_url: Uri,
      phase: Type.Integer(),
      private: Type.Boolean(),
      plugin_archived: Type.Boolean(),
      plugin_version_archived: Type.Boolean(),
      ...extensionFields,
    }),
  ),
  release_bundle: Type.Optional(
    Resource({
      url: Uri,
      integrity: Type.String(),
      parts: Type.Array(
        Resource({
          unique_name: Type.String(),
          version: Type.String(),
          first_line: Type.Integer(),
        }),
      ),
    }),
  ),
});

// Uploads on the wire: the parameters of a version without those that the bytes themselves answer.
import { type Static, Type } from '@sinclair/typebox';
import { Text } from '../http/schemas.ts';
import { CreatePluginVersionBody } from '../plugin-versions/schema.ts';

export const UploadFields = Type.Object({
  ...Type.Omit(CreatePluginVersionBody, ['PluginUrl', 'Integrity']).properties,
  Entry: Type.Optional(Text(300, 1)),
});

export type UploadFields = Static<typeof UploadFields>;

export const BundlePath = Type.Object({
  AccountSid: Type.String(),
  BundleId: Type.String(),
  '*': Type.String(),
});

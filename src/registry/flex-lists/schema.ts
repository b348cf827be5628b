// The lists of Flex on the wire: parameters and entries.
import { Type } from '@sinclair/typebox';
import { Resource } from '../http/schemas.ts';

export const FlexListQuery = Type.Object({
  AccountSid: Type.Optional(Type.String()),
  /** Flex says them; nothing depends on them. */
  roles: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
});

export const FlexListAnswer = Type.Array(
  Resource({
    name: Type.String(),
    version: Type.String(),
    src: Type.String(),
    phase: Type.Integer(),
    integrity: Type.Optional(Type.String()),
    pluginSid: Type.Optional(Type.String()),
    pluginVersionSid: Type.Optional(Type.String()),
    configurationSid: Type.Optional(Type.String()),
    releaseSid: Type.Optional(Type.String()),
    provider: Type.Optional(Type.String()),
  }),
);

export const BundleByNamePath = Type.Object({ Name: Type.String(), Version: Type.String() });

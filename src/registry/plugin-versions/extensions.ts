// Plugboard's own fields of a version: read from the form, kept as text, shown only where a version has them.
import type { Static } from '@sinclair/typebox';
import validRange from 'semver/ranges/valid.js';
import {
  type BundleFormat,
  isIntegrity,
  type PluginPolicy,
  type PluginVersionExtensions,
  UNIQUE_NAME,
} from '../../domain/index.ts';
import type { PluginVersionRow } from '../database/schema.ts';
import { badParameter } from '../http/api-error.ts';
import type { CreatePluginVersionBody } from './schema.ts';

export type ExtensionColumns = Pick<
  PluginVersionRow,
  'integrity' | 'dependencies' | 'optional_dependencies' | 'engines' | 'policy' | 'format'
>;

/** npm's names: the engines of a plugin are packages such as `@twilio/flex-ui`. */
const PACKAGE_NAME = /^(@[\w.-]{1,100}\/)?[\w.-]{1,100}$/;

export function readExtensions(body: Static<typeof CreatePluginVersionBody>): ExtensionColumns {
  if (body.Integrity !== undefined && !isIntegrity(body.Integrity)) {
    throw badParameter('Integrity', 'has to be a subresource integrity value, such as sha384-…');
  }
  return {
    integrity: body.Integrity ?? null,
    dependencies: readRanges('Dependencies', body.Dependencies, UNIQUE_NAME),
    optional_dependencies: readRanges(
      'OptionalDependencies',
      body.OptionalDependencies,
      UNIQUE_NAME,
    ),
    engines: readRanges('Engines', body.Engines, PACKAGE_NAME),
    policy: body.Policy ?? null,
    format: body.Format ?? null,
  };
}

export function extensionsOf(columns: ExtensionColumns): PluginVersionExtensions {
  const { integrity, dependencies, optional_dependencies, engines, policy, format } = columns;
  return {
    ...(integrity !== null && { integrity }),
    ...(dependencies !== null && { dependencies: ranges(dependencies) }),
    ...(optional_dependencies !== null && { optional_dependencies: ranges(optional_dependencies) }),
    ...(engines !== null && { engines: ranges(engines) }),
    ...(policy !== null && { policy: policy as PluginPolicy }),
    ...(format !== null && { format: format as BundleFormat }),
  };
}

function ranges(text: string): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}

function readRanges(parameter: string, text: string | undefined, name: RegExp): string | null {
  if (text === undefined) return null;
  const parsed = parseJson(parameter, text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badParameter(parameter, 'has to be a JSON object of names and version ranges');
  }
  const entries = Object.entries(parsed);
  for (const [key, range] of entries) {
    if (!name.test(key) || key === '__proto__') {
      throw badParameter(parameter, `${key.slice(0, 100)} is not a name`);
    }
    if (typeof range !== 'string' || validRange(range) === null) {
      throw badParameter(parameter, `the range of ${key} is not a semver range`);
    }
  }
  return JSON.stringify(Object.fromEntries(entries));
}

function parseJson(parameter: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badParameter(parameter, `is not JSON: ${(error as Error).message.slice(0, 100)}`);
  }
}

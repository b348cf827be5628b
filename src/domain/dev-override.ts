// The grammar of `?plugin-dev=` and `?plugins=`: names, ports and versions, so that no link can carry an address.
import { PlugboardError } from './plugboard-error.ts';

/** One wish of a developer about one plugin. */
export type DevOverride =
  /** The build that a dev server on this machine serves. */
  | { readonly kind: 'local'; readonly plugin: string; readonly port: number }
  /** Another published version, from the registry. */
  | { readonly kind: 'version'; readonly plugin: string; readonly version: string }
  | { readonly kind: 'without'; readonly plugin: string };

/** Which plugins to leave out: `off` leaves out all that are not mandatory. */
export type SafeMode = 'off' | readonly string[];

/** The port of Twilio's own dev server. Source: @twilio/flex-plugin-webpack 7. */
export const DEFAULT_DEV_PORT = 3000;

const MAX_TEXT = 2_000;
const MAX_OVERRIDES = 20;
const NAME = '(\\w[\\w-]{0,199})';
const LOCAL = new RegExp(`^${NAME}(?::([1-9]\\d{3,4}))?$`);
const VERSION = new RegExp(`^${NAME}@(\\d[\\w.+-]{0,63})$`);
const WITHOUT = new RegExp(`^-${NAME}$`);

/**
 * Reads the value of `plugin-dev`. `off` asks to forget everything. Throws `override-invalid` when any
 * part is unreadable: half of a link must not take effect.
 */
export function parseDevOverrides(text: string): readonly DevOverride[] | 'off' {
  return parseList('plugin-dev', text, readOverride);
}

/** Reads the value of `plugins`, which can only leave plugins out. Throws `override-invalid`. */
export function parseSafeMode(text: string): SafeMode {
  const read = (part: string) => {
    const [, plugin] = WITHOUT.exec(part) ?? [];
    return plugin === undefined ? undefined : { plugin };
  };
  const asked = parseList('plugins', text, read);
  return asked === 'off' ? asked : asked.map(({ plugin }) => plugin);
}

/** The text that parses to this override. */
export function formatDevOverride(override: DevOverride): string {
  const { kind, plugin } = override;
  if (kind === 'without') return `-${plugin}`;
  if (kind === 'version') return `${plugin}@${override.version}`;
  return override.port === DEFAULT_DEV_PORT ? plugin : `${plugin}:${override.port}`;
}

/** Where a dev server serves a plugin. Host and path are ours; only name and port are the developer's. */
export function localBundleUrl(plugin: string, port: number): string {
  return `http://localhost:${port}/plugins/${plugin}.js`;
}

function parseList<T extends { readonly plugin: string }>(
  parameter: string,
  text: string,
  read: (part: string) => T | undefined,
): readonly T[] | 'off' {
  if (text === 'off') return text;
  const parts = text.length > MAX_TEXT ? [] : text.split(',');
  const asked = parts.flatMap((part) => read(part) ?? []);
  const names = new Set(asked.map(({ plugin }) => plugin));
  const isWhole = parts.length === asked.length && names.size === asked.length;
  if (isWhole && asked.length > 0 && asked.length <= MAX_OVERRIDES) return asked;
  throw new PlugboardError('override-invalid', { parameter, excerpt: text.slice(0, 60) });
}

function readOverride(part: string): DevOverride | undefined {
  const [, without] = WITHOUT.exec(part) ?? [];
  if (without !== undefined) return { kind: 'without', plugin: without };
  const [, versioned, version = ''] = VERSION.exec(part) ?? [];
  if (versioned !== undefined) return { kind: 'version', plugin: versioned, version };
  const [, plugin, digits = String(DEFAULT_DEV_PORT)] = LOCAL.exec(part) ?? [];
  const port = Number(digits);
  // `off` among others is more likely a slip than a plugin.
  if (plugin === undefined || plugin === 'off' || port < 1024 || port > 65_535) return undefined;
  return { kind: 'local', plugin, port };
}

// What a page tells bootstrap(), checked once and completed with the defaults.
import { PlugboardError } from '../domain/index.ts';
import type { BootEvent } from './boot-events.ts';

/** The Flex UI namespace as far as the loader touches it. */
export type FlexNamespace = {
  readonly Plugins?: { init: (...args: never[]) => unknown };
  readonly VERSION?: string;
};

/** The Manager's `user` as far as `devOverrides` and `panel` may count on it; Flex UI has more there. */
export type FlexUser = { readonly identity?: string; readonly roles?: readonly string[] };

export type RegistrySource = {
  /** Origin of the registry, or of any server that speaks the Plugins API. */
  readonly url: string;
  /** Names the account where the registry serves several and no credentials do. */
  readonly accountSid?: string;
  /**
   * `manifest` (default): one request, `GET …/Releases/Active/Manifest`. `plugins-api`: the plain
   * resources, for a server that speaks only Twilio's API; it needs `authorize`.
   */
  readonly source?: 'manifest' | 'plugins-api';
  /** Supplies the headers of each request; they are never stored and never part of a report. */
  readonly authorize?: () => HeadersInit | Promise<HeadersInit>;
};

/**
 * Milliseconds. The whole boot settles within `bootMs`, whatever the others say; with a `bootMs` below its
 * default the defaults of the others shrink in proportion.
 */
export type BootTimeouts = {
  /** From the call of bootstrap() until it resolves. Default 8000, below Flex UI's own 10000. */
  readonly bootMs: number;
  /** For the registry, all tries together. Default 3000. */
  readonly manifestMs: number;
  /** For IndexedDB and Cache Storage, each read. Default 1000. */
  readonly cacheMs: number;
  /** For one bundle, all tries together. Default 4000. */
  readonly bundleMs: number;
  /** For evaluating one bundle that has arrived. Default 2000. */
  readonly evaluateMs: number;
  /** For one plugin's init(). Default 4000. */
  readonly initMs: number;
  /** How long a plugin without dependency metadata holds up the next such plugin. Default 1000. */
  readonly softInitMs: number;
  /** How long a healthy boot must stay healthy before it becomes last-known-good. Default 5000. */
  readonly quietMs: number;
};

export type BootstrapOptions = {
  readonly flex: FlexNamespace;
  readonly manager: unknown;
  readonly registry: RegistrySource;
  /**
   * `network-first` (default) asks the registry and falls back to the last release that worked.
   * `last-known-good-first` boots at once from the last release that worked, if it is younger than
   * `maxAgeMs`, and fetches the active release for the next boot.
   */
  readonly policy?: 'network-first' | 'last-known-good-first';
  /** Bound on the age of the cached release under `last-known-good-first`. Default 24 hours. */
  readonly maxAgeMs?: number;
  /** A release manifest shipped with the page, for a first boot without registry. */
  readonly seed?: unknown;
  /** Origins that bundles may come from. Default: any https origin, the page's own, and loopback. */
  readonly bundleOrigins?: readonly string[];
  /** Refuse plugins without an integrity value. Default false. */
  readonly requireIntegrity?: boolean;
  /** Running versions that `engines` of plugins are checked against. Default: Flex UI's and React's own. */
  readonly engines?: Readonly<Record<string, string>>;
  /** More modules that System.register bundles may import by bare name, besides React, Redux and Flex UI. */
  readonly shared?: Readonly<Record<string, unknown>>;
  /** CSP nonce for the scripts that the loader inserts. */
  readonly nonce?: string;
  /**
   * Whether this user may override plugins by `?plugin-dev=`; only `true` allows it. Default: nobody may.
   * On a page of localhost it is not asked. See docs/security.md.
   */
  readonly devOverrides?: (user: FlexUser) => boolean | Promise<boolean>;
  /**
   * Whether `plugboard.openPanel()` shows this user the panel; only `true` allows it, and a throw or a promise
   * does not. Asked each time, at once. Default: everybody may, since the panel shows only what
   * `plugboard.report` tells in the page's own console. See docs/security.md.
   */
  readonly panel?: (user: FlexUser) => boolean;
  readonly timeouts?: Partial<BootTimeouts>;
  /** Called for each event of the boot; the same events are dispatched on window as `plugboard:<type>`. */
  readonly onEvent?: (event: BootEvent) => void;
  /** Default: the page's fetch. */
  readonly fetch?: typeof fetch;
  /** Randomness for the jitter of retries, from 0 to 1. Default Math.random. */
  readonly random?: () => number;
};

type OptionalSetting = 'seed' | 'bundleOrigins' | 'nonce' | 'engines' | 'devOverrides' | 'panel';

export type BootSettings = Required<Omit<BootstrapOptions, OptionalSetting | 'timeouts'>> &
  Pick<BootstrapOptions, OptionalSetting> & {
    readonly timeouts: BootTimeouts;
  };

const SOURCE_NAMES: readonly unknown[] = [undefined, 'manifest', 'plugins-api'];
const POLICY_NAMES: readonly string[] = ['network-first', 'last-known-good-first'];

const DEFAULT_TIMEOUTS: BootTimeouts = {
  bootMs: 8_000,
  manifestMs: 3_000,
  cacheMs: 1_000,
  bundleMs: 4_000,
  evaluateMs: 2_000,
  initMs: 4_000,
  softInitMs: 1_000,
  quietMs: 5_000,
};

/** Completes the options. Throws `option-invalid` for what no boot could be made of. */
export function readOptions(options: BootstrapOptions): BootSettings {
  const { flex, manager, registry, policy = 'network-first', timeouts = {} } = options ?? {};
  if (!isObject(flex)) refuse('flex', 'the Flex UI namespace is needed');
  if (!isObject(manager)) refuse('manager', 'the Flex Manager is needed');
  const url = absoluteUrl(registry?.url);
  if (!/^https?:/.test(url)) refuse('registry.url', 'an http(s) address is needed');
  if (!SOURCE_NAMES.includes(registry.source)) refuse('registry.source', 'there is no such source');
  if (!['function', 'undefined'].includes(typeof registry.authorize))
    refuse('registry.authorize', 'a function is needed');
  if (!POLICY_NAMES.includes(policy)) refuse('policy', 'there is no such policy');
  for (const [name, ms] of Object.entries(timeouts)) {
    // Browsers take a longer time for none at all.
    if (!(name in DEFAULT_TIMEOUTS && ms >= 0 && ms < 2 ** 31))
      refuse(`timeouts.${name}`, 'it is no time in ms');
  }
  for (const origin of options.bundleOrigins ?? []) {
    if (!/^https?:\/\/[^/]/.test(origin) || !URL.canParse(origin))
      refuse('bundleOrigins', 'http(s) origins are needed');
  }
  return {
    maxAgeMs: 24 * 60 * 60 * 1000,
    requireIntegrity: false,
    shared: {},
    onEvent: () => undefined,
    fetch: (input, init) => globalThis.fetch(input, init),
    random: Math.random,
    ...withoutUndefined(options),
    policy,
    registry: { ...registry, url: url.replace(/\/+$/, '') },
    timeouts: readTimeouts(timeouts),
  };
}

/** A shorter boot shortens each wait in it, so that there is time left for what comes after the wait. */
function readTimeouts(given: Partial<BootTimeouts>): BootTimeouts {
  const { bootMs, quietMs, ...waits } = DEFAULT_TIMEOUTS;
  const scale = Math.min(1, (given.bootMs ?? bootMs) / bootMs);
  const scaled = Object.entries(waits).map(([name, ms]) => [name, ms * scale]);
  return { bootMs, quietMs, ...Object.fromEntries(scaled), ...given };
}

function refuse(option: string, reason: string): never {
  throw new PlugboardError('option-invalid', { option, reason });
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function absoluteUrl(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url, document.baseURI)) return '';
  return new URL(url, document.baseURI).href;
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T;
}

// What a registry can be told, and what holds where nothing was said.
import { DEFAULT_HOSTING, type HostingSettings } from './bundles/hosting-settings.ts';
import { DEFAULT_READERS, type ReaderSettings } from './readers/reader-settings.ts';

export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

export type LogStream = { write(line: string): void };

export type RegistryOptions = {
  /** Folder of the embedded database, of hosted bundles and of `credentials.json`; made when it does not exist. */
  dataFolder: string;
  /** TCP port; 0, the default, takes a free one. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1: reachable from this machine only. */
  host?: string;
  /** `postgres://…` for several registries over one database. Default: SQLite in `dataFolder`. */
  databaseUrl?: string;
  /** Where the lines of the log go. Default: standard output. */
  logStream?: LogStream;
  /** Credentials of the first account. Default: made at the first start and kept in `credentials.json`. */
  credentials?: Credentials;
} & Partial<RegistrySettings>;

export type Credentials = { accountSid: string; authToken: string };

export type RegistrySettings = HostingSettings &
  ReaderSettings & {
    /** Origins whose pages may call the API; `*` for all. Default: pages served from this machine. */
    corsOrigins: readonly string[] | undefined;
    /** Origin under which clients reach this registry. Default: the Host header of each request. */
    publicUrl: string | undefined;
    /** Default `silent`. Logs are JSON lines on standard output. */
    logLevel: LogLevel;
    /** Requests per minute of one caller; 0 is no limit. Default 6000. Manifests are not counted. */
    rateLimitPerMinute: number;
    /** How long a client may take to send a request. Default 30 000. */
    requestTimeoutMs: number;
    /** Largest form. Default 1 MiB. */
    bodyLimitBytes: number;
    /** Whether X-Forwarded-* headers of a proxy in front are believed. Default false. */
    trustProxy: boolean;
    /** Whether `/metrics` is served. Default true; keep it from the public in the proxy. */
    metrics: boolean;
  };

export const DEFAULT_SETTINGS: RegistrySettings = {
  ...DEFAULT_HOSTING,
  ...DEFAULT_READERS,
  corsOrigins: undefined,
  publicUrl: undefined,
  logLevel: 'silent',
  rateLimitPerMinute: 6000,
  requestTimeoutMs: 30_000,
  bodyLimitBytes: 1024 * 1024,
  trustProxy: false,
  metrics: true,
};

export function settingsFrom(options: Partial<RegistrySettings>): RegistrySettings {
  const given = Object.entries(options).filter(
    ([name, value]) => name in DEFAULT_SETTINGS && value !== undefined,
  );
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(given) };
}

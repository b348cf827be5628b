// What every part of the registry works with: the database, the settings, and the seams to clock and chance.
import type { Hosting } from './bundles/hosting.ts';
import type { Database } from './database/schema.ts';
import type { ReleaseNotices } from './manifest/release-notices.ts';
import type { LogStream, RegistrySettings } from './options.ts';

export type Context = {
  readonly database: Database;
  readonly settings: RegistrySettings;
  /** Where bundles are kept. Without it the registry hosts none. */
  readonly hosting?: Hosting;
  /** Given where other processes release over the same database. */
  readonly releaseNotices?: ReleaseNotices;
  /** Hears of a release of this process after it was committed and before it is acknowledged. */
  readonly onRelease?: (accountSid: string) => void;
  /** Where logs go. Default: standard output. */
  readonly logStream?: LogStream;
  now(): Date;
  randomBytes(size: number): Buffer;
};

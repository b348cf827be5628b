// Tells other processes over the same PostgreSQL that an account has a new release, and hears of theirs.
// A notice is a hint that lets them make the manifest before it is asked for; that none is stale, the sequence says.
import { PostgresAdapter, sql } from 'kysely';
import { isSid } from '../../domain/index.ts';
import type { Tx } from '../database/schema.ts';

const CHANNEL = 'plugboard_releases';
const RETRY_MS = 1_000;

export type ReleaseNotices = {
  /** Starts to listen; resolves at once, and goes on trying while the database cannot be reached. */
  listen(onRelease: (accountSid: string) => void, onFault: (error: unknown) => void): void;
  stop(): Promise<void>;
};

/** Goes out when the transaction commits, and only then. SQLite has one process and needs none. */
export async function sendNotice(tx: Tx, accountSid: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_notify(${CHANNEL}, ${accountSid})`.execute(tx);
}

export function createReleaseNotices(databaseUrl: string): ReleaseNotices {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let end: (() => Promise<void>) | undefined;

  return {
    listen: (onRelease, onFault) => {
      const retry = (error: unknown) => {
        if (stopped) return;
        onFault(error);
        clearTimeout(timer);
        timer = setTimeout(tryToConnect, RETRY_MS).unref();
      };
      const connect = async () => {
        const { Client } = (await import('pg')).default;
        const client = new Client({
          connectionString: databaseUrl,
          connectionTimeoutMillis: 5_000,
          keepAlive: true,
        });
        client.on('notification', ({ payload }) => {
          if (isSid('account', payload)) onRelease(payload);
        });
        client.on('error', retry);
        await client.connect();
        end = () => client.end();
        if (stopped) await client.end();
        else await client.query(`listen ${CHANNEL}`);
      };
      const tryToConnect = () => void connect().catch(retry);
      tryToConnect();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await end?.();
    },
  };
}

// Tells other processes over the same PostgreSQL that an account has a new release, and hears of theirs.
// A notice is a hint that lets them make the manifest before it is asked for; that none is stale, the sequence says.
import { PostgresAdapter, sql } from 'kysely';
import type { ClientConfig } from 'pg';
import { isSid } from '../../domain/index.ts';
import type { Tx } from '../database/schema.ts';

const CHANNEL = 'plugboard_releases';
const RETRY_MS = 1_000;

export type NoticeEvents = {
  readonly onRelease: (accountSid: string) => void;
  /** From now on notices arrive; those that were sent before, while nobody listened, never will. */
  readonly onListening: () => void;
  readonly onFault: (error: unknown) => void;
};

export type ReleaseNotices = {
  /** Starts to listen; resolves at once, and goes on trying while the database cannot be reached. */
  listen(events: NoticeEvents): void;
  stop(): Promise<void>;
};

/** Goes out when the transaction commits, and only then. SQLite has one process and needs none. */
export async function sendNotice(tx: Tx, accountSid: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_notify(${CHANNEL}, ${accountSid})`.execute(tx);
}

const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 };

export function createReleaseNotices(
  databaseUrl: string,
  patience: Pick<ClientConfig, 'connectionTimeoutMillis' | 'query_timeout'> = PATIENCE,
): ReleaseNotices {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let endCurrent: (() => Promise<void>) | undefined;

  const connect = async (events: NoticeEvents, onLost: (error: unknown) => void) => {
    const { Client } = (await import('pg')).default;
    if (stopped) return;
    const client = new Client({
      connectionString: databaseUrl,
      keepAlive: true,
      // A network that swallows everything is noticed by this alone: nothing is ever sent here.
      keepAliveInitialDelayMillis: 10_000,
      ...patience,
    });
    let isOver = false;
    const end = async () => {
      isOver = true;
      await client.end();
    };
    const lose = (error: unknown) => {
      if (isOver) return;
      // It may be half open still, and whoever comes next does not know it.
      void end();
      onLost(error);
    };
    client.on('notification', ({ payload }) => {
      if (isSid('account', payload)) events.onRelease(payload);
    });
    client.on('error', lose);
    endCurrent = end;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (!isOver) events.onListening();
    } catch (error) {
      lose(error);
    }
  };

  return {
    listen: (events) => {
      const tryToConnect = () => void connect(events, retry).catch(retry);
      const retry = (error: unknown) => {
        if (stopped) return;
        events.onFault(error);
        clearTimeout(timer);
        timer = setTimeout(tryToConnect, RETRY_MS).unref();
      };
      tryToConnect();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await endCurrent?.();
    },
  };
}

// PostgreSQL for Kysely: a pool whose every wait has a deadline and whose lost connections end nothing but themselves.
import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { PoolClient, PoolConfig } from 'pg';
import { unavailableReason } from './unavailable.ts';

/** For answers to requests. */
export const SERVING: PoolConfig = {
  max: 10,
  // Includes the wait for the changes of the account that other processes make.
  statement_timeout: 30_000,
  // For a server that is not there any more; one that is there has given up by itself before.
  query_timeout: 35_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** A new schema takes as long as the tables are large, and whoever comes second waits for all of it. */
export const MIGRATING: PoolConfig = { max: 1 };

export async function openPostgresDialect(
  databaseUrl: string,
  limits: PoolConfig,
): Promise<PostgresDialect> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new TypeError('databaseUrl has to begin with postgres://');
  }
  const { Pool } = (await import('pg')).default;
  const pool = new Pool({
    connectionString: databaseUrl,
    // Includes the wait for a free connection of the pool, which under load is most of it.
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    ...limits,
  });
  // The pool listens to idle connections only; one that breaks during a query would end the process.
  pool.on('connect', (client) => client.on('error', noteLost));
  // It passes on what the connection said before; the next query opens a new one or reports the failure.
  pool.on('error', () => undefined);
  return new PostgresDialect({
    pool: { connect: async () => dropLost(await pool.connect()), end: () => pool.end() },
  });
}

function noteLost({ message }: Error): void {
  process.emitWarning(`A connection to PostgreSQL was lost: ${message}`, {
    code: 'database-connection-lost',
  });
}

/** After a connection was lost, the rollback on it says the same at once, and nobody gets it from the pool again. */
function dropLost(client: PoolClient): PostgresPoolClient {
  let lost: { readonly error: unknown } | undefined;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    if (lost) throw lost.error;
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      if (unavailableReason(error)?.reason === 'storage-unavailable') lost = { error };
      throw error;
    }
  };
  return {
    // Kysely's other way to query is for cursors, which nothing here uses.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(lost !== undefined),
  };
}

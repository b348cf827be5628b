// The PostgreSQL of the tests, told to be durable: what it commits is on the disk.

type PostgresServer = { readonly url: string; stop(): Promise<void> };

type PostgresModule = {
  startPostgres(options: { isDurable: boolean }): Promise<PostgresServer>;
};

/** By its address, because the benchmarks compile without the tests and only run with them. */
const MODULE = new URL('../../test/registry/support/postgres-server.ts', import.meta.url).href;

export async function startDurablePostgres(): Promise<PostgresServer> {
  const postgres = (await import(MODULE)) as PostgresModule;
  return postgres.startPostgres({ isDurable: true });
}

// Tells a storage that cannot serve right now (full disk, read-only folder, lost connection) from a fault of ours.

export type Unavailable = { status: 503 | 507; reason: string; message: string };

const FULL: Unavailable = {
  status: 507,
  reason: 'storage-full',
  message: 'The storage of the registry is full; nothing was changed',
};
const READ_ONLY: Unavailable = {
  status: 503,
  reason: 'storage-read-only',
  message: 'The storage of the registry cannot be written; nothing was changed',
};
const BUSY: Unavailable = {
  status: 503,
  reason: 'storage-busy',
  message: 'The storage of the registry is busy; nothing was changed, try again',
};
const UNREACHABLE: Unavailable = {
  status: 503,
  reason: 'storage-unavailable',
  message: 'The storage of the registry did not answer; try again',
};

export function unavailableReason(thrown: unknown): Unavailable | undefined {
  // Not instanceof: the driver's errors come from native code, which need not know this realm's Error.
  if (!isErrorLike(thrown)) return undefined;
  return fromSqlite(thrown) ?? fromFiles(thrown) ?? fromPostgres(thrown);
}

function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown;
}

/** What the folder of bundles answers. */
const FILES: ReadonlyMap<unknown, Unavailable> = new Map([
  ['ENOSPC', FULL],
  ['EDQUOT', FULL],
  ['EROFS', READ_ONLY],
  ['EACCES', READ_ONLY],
  ['EMFILE', BUSY],
  ['EIO', UNREACHABLE],
]);

function fromFiles(error: Error): Unavailable | undefined {
  return FILES.get((error as NodeJS.ErrnoException).code);
}

/** Primary result codes of SQLite; extended ones carry them in the low byte. https://sqlite.org/rescode.html */
const SQLITE: ReadonlyMap<number, Unavailable> = new Map([
  [5, BUSY],
  [6, BUSY],
  [8, READ_ONLY],
  [10, UNREACHABLE],
  [13, FULL],
  [14, UNREACHABLE],
]);

function fromSqlite(error: Error): Unavailable | undefined {
  // node:sqlite and @photostructure/sqlite spell the property differently.
  const { errcode, sqliteCode } = error as { errcode?: unknown; sqliteCode?: unknown };
  const code = typeof errcode === 'number' ? errcode : sqliteCode;
  return typeof code === 'number' ? SQLITE.get(code & 0xff) : undefined;
}

/** SQLSTATE classes and connection errors after which the same request may succeed. */
const POSTGRES: readonly (readonly [RegExp, Unavailable])[] = [
  [/^(53100)$/, FULL],
  [/^(25006)$/, READ_ONLY],
  [/^(40001|40P01|55P03|57014)$/, BUSY],
  [/^(08...|25P03|53...|57P..)$/, UNREACHABLE],
  [/^(ECONN[A-Z]+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/, UNREACHABLE],
];

/** What the driver says of a connection without a code. */
const POSTGRES_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

function fromPostgres(error: Error): Unavailable | undefined {
  const { code } = error as { code?: unknown };
  if (POSTGRES_MESSAGES.test(error.message)) return UNREACHABLE;
  if (typeof code !== 'string') return undefined;
  return POSTGRES.find(([pattern]) => pattern.test(code))?.[1];
}

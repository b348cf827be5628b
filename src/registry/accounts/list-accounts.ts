// All accounts of a registry, the oldest first.
import type { AccountRow, Db } from '../database/schema.ts';

export function listAccounts(db: Db): Promise<AccountRow[]> {
  return db.selectFrom('accounts').selectAll().orderBy('date_created').orderBy('sid').execute();
}

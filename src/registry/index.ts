// The public entry of the registry.
export {
  type AccountLimits,
  changeAccountLimits,
  type LimitChanges,
  setAccountLimits,
} from './accounts/account-limits.ts';
export { createAccount } from './accounts/create-account.ts';
export { listAccounts } from './accounts/list-accounts.ts';
export { type RotatedToken, rotateAuthToken } from './accounts/rotate-auth-token.ts';
export { createApp } from './app.ts';
export type { AuditResource } from './audit/resource.ts';
export { type AuditVerdict, verifyAudit } from './audit/verify-audit.ts';
export type { Context } from './context.ts';
export { backupDatabase, restoreDatabase } from './database/backup.ts';
export { openDatabase, openExistingDatabase } from './database/open-database.ts';
export { optionsFromEnvironment } from './environment.ts';
export type { Credentials, LogLevel, RegistryOptions, RegistrySettings } from './options.ts';
export { DEFAULT_SETTINGS } from './options.ts';
export { type RunningRegistry, startRegistry } from './start-registry.ts';

// The public entry of the registry.
export { type AccountLimits, createAccount, setAccountLimits } from './accounts/create-account.ts';
export { createApp } from './app.ts';
export type { AuditResource } from './audit/resource.ts';
export { type AuditVerdict, verifyAudit } from './audit/verify-audit.ts';
export type { Context } from './context.ts';
export { backupDatabase, restoreDatabase } from './database/backup.ts';
export { openDatabase } from './database/open-database.ts';
export { optionsFromEnvironment } from './environment.ts';
export type { Credentials, LogLevel, RegistryOptions, RegistrySettings } from './options.ts';
export { DEFAULT_SETTINGS } from './options.ts';
export { type RunningRegistry, startRegistry } from './start-registry.ts';

// An API key as the wire shows it, without its secret.
import { isScope, type Scope } from '../auth/scopes.ts';
import type { ApiKeyRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';

export type ApiKeyResource = {
  sid: string;
  account_sid: string;
  friendly_name: string;
  scopes: Scope[];
  revoked: boolean;
  date_created: string;
  url: string;
};

export function apiKeyResource(row: ApiKeyRow, origin: string): ApiKeyResource {
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    friendly_name: row.friendly_name,
    scopes: row.scopes.split(',').filter(isScope),
    revoked: row.revoked === 1,
    date_created: row.date_created,
    url: `${origin}${API_PATH}/Keys/${row.sid}`,
  };
}

// A Configuration as the wire shows it; its plugins are a list of their own.
import type { ConfigurationResource } from '../../domain/index.ts';
import type { ConfigurationRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';
import type { PlanWarning } from './check-plan.ts';

/** `warnings` is ours: present only where `Policy=warn` let a configuration pass that the solver would refuse. */
export type ConfigurationAnswer = ConfigurationResource & { warnings?: PlanWarning[] };

export function configurationResource(row: ConfigurationRow, origin: string): ConfigurationAnswer {
  const url = `${origin}${API_PATH}/Configurations/${row.sid}`;
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    name: row.name,
    description: row.description,
    archived: row.archived === 1,
    date_created: row.date_created,
    url,
    links: { plugins: `${url}/Plugins` },
    ...(row.warnings !== null && { warnings: JSON.parse(row.warnings) as PlanWarning[] }),
  };
}

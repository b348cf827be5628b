// /Audit: who changed what, when and why.
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { answers } from '../http/schemas.ts';
import { readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { auditResource } from './resource.ts';
import { AuditPage, AuditQuery } from './schema.ts';
import { listAudit } from './store.ts';

export async function auditRoutes(api: Api, { database, settings }: Context): Promise<void> {
  api.route({
    method: 'GET',
    url: '/Audit',
    schema: {
      summary: 'Plugboard: lists changes, newest first.',
      querystring: AuditQuery,
      response: answers(200, AuditPage),
    },
    handler: async (request) => {
      const { query } = request;
      const slice = readSlice(query);
      const filters = {
        actor: query.Actor,
        action: query.Action,
        resourceSid: query.ResourceSid,
        requestId: query.RequestId,
        from: query.From,
        until: query.Until,
      };
      return pageResource({
        key: 'audit',
        url: `${originOf(request, settings.publicUrl)}${API_PATH}/Audit`,
        query: filterQuery(query),
        slice,
        rows: await listAudit(database, callerOf(request).accountSid, filters, slice),
        positionOf: (row) => row.sequence,
        resourceOf: auditResource,
      });
    },
  });
}

const FILTERS = ['Actor', 'Action', 'ResourceSid', 'RequestId', 'From', 'Until'] as const;

/** The next page has to be narrowed like this one. */
function filterQuery(query: { [Filter in (typeof FILTERS)[number]]?: string }): string {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query[name];
    if (value !== undefined) kept.set(name, value);
  }
  return kept.toString();
}

// Who made releases and why, from the audit trail; a server without one leaves that unknown.
import { type AuditResource, isNotFound, listAudit, type PluginsApi } from '../../client/index.ts';

export type WhoReleased = { readonly by: string; readonly reason: string | null };

/** By release SID. With a SID only that release, else all of them. */
export async function whoReleased(
  api: PluginsApi,
  releaseSid?: string,
): Promise<Map<string, WhoReleased>> {
  const found = new Map<string, WhoReleased>();
  try {
    for await (const row of listAudit(api, { action: 'release.create', resourceSid: releaseSid })) {
      found.set(row.resource_sid, whoIn(row));
    }
    return found;
  } catch (error) {
    // Twilio's own service has no audit trail to ask.
    if (isNotFound(error)) return found;
    throw error;
  }
}

function whoIn({ actor, reason }: AuditResource): WhoReleased {
  return { by: actor, reason };
}

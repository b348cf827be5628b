// `plugboard status`: what is live, since when, by whom.
import { fetchActiveRelease, fetchConfiguration } from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { facts, table } from '../output/table.ts';
import { fetchMembers } from '../releases/member.ts';
import { MEMBER_HEAD, MEMBERS_SHAPE, memberRows, membersJson } from '../releases/member-json.ts';
import { whoReleased } from '../releases/who-released.ts';
import type { Shape } from '../shape.ts';

export const STATUS_SHAPE: Shape = {
  releaseSid: 'text or null',
  configurationSid: 'text or null',
  name: 'text or null',
  since: 'text or null',
  by: 'text or null',
  reason: 'text or null',
  plugins: MEMBERS_SHAPE,
};

const NOTHING = {
  releaseSid: null,
  configurationSid: null,
  name: null,
  since: null,
  by: null,
  reason: null,
  plugins: [],
};

export const status: RunCommand<object> = async ({ paint, connect }) => {
  const api = await connect();
  const active = await fetchActiveRelease(api);
  if (!active) return { json: NOTHING, text: () => 'Nothing was released yet.' };
  const [configuration, members, who] = await Promise.all([
    fetchConfiguration(api, active.configuration_sid),
    fetchMembers(api, active.configuration_sid),
    whoReleased(api, active.sid),
  ]);
  const { by = null, reason = null } = who.get(active.sid) ?? {};
  return {
    json: {
      releaseSid: active.sid,
      configurationSid: active.configuration_sid,
      name: configuration.name,
      since: active.date_created,
      by,
      reason,
      plugins: membersJson(members),
    },
    text: async () =>
      [
        facts([
          ['Live', paint.strong(active.sid)],
          ['Since', active.date_created],
          ['By', by ?? 'unknown'],
          ['Reason', reason ?? undefined],
          ['Configuration', `${active.configuration_sid} (${configuration.name})`],
        ]),
        '',
        members.length === 0 ? 'No plugins.' : await table(MEMBER_HEAD, memberRows(members)),
      ].join('\n'),
  };
};

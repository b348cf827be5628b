// A configured plugin as JSON, for every command that lists some.
import type { Shape } from '../shape.ts';
import type { Member } from './member.ts';

export const MEMBERS_SHAPE: Shape = [
  {
    plugin: 'text',
    version: 'text',
    pluginVersionSid: 'text',
    phase: 'number',
    url: 'text',
    archived: 'true or false',
  },
];

export function membersJson(members: readonly Member[]) {
  return members.map(({ plugin, version, versionSid, phase, url, archived }) => ({
    plugin,
    version,
    pluginVersionSid: versionSid,
    phase,
    url,
    archived,
  }));
}

export function memberRows(members: readonly Member[]): string[][] {
  return members.map(({ plugin, version, phase, archived }) => [
    plugin,
    version,
    String(phase),
    archived ? 'archived' : '',
  ]);
}

export const MEMBER_HEAD = ['PLUGIN', 'VERSION', 'PHASE', ''];

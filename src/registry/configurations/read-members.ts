// Reads the `Plugins` parameter: each entry is JSON text of one object with a version SID and perhaps a phase.
import { DEFAULT_PHASE, isSid } from '../../domain/index.ts';
import { badParameter } from '../http/api-error.ts';

export type Member = { readonly versionSid: string; readonly phase: number };

export type ReadMember = Member & { readonly phaseGiven: boolean };

const MAX_PHASE = 1000;

export function readMembers(entries: readonly string[] | undefined): ReadMember[] {
  return (entries ?? []).map(readMember);
}

function readMember(text: string): ReadMember {
  const entry = parseObject(text);
  const { plugin_version: versionSid, phase = DEFAULT_PHASE } = entry;
  if (!isSid('pluginVersion', versionSid)) {
    throw badParameter('Plugins', 'plugin_version has to be a version SID (FV…)');
  }
  if (typeof phase !== 'number' || !Number.isSafeInteger(phase) || phase < 0 || phase > MAX_PHASE) {
    throw badParameter('Plugins', `phase has to be a whole number from 0 to ${MAX_PHASE}`);
  }
  return { versionSid, phase, phaseGiven: 'phase' in entry };
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badParameter('Plugins', 'each entry has to be one JSON object as text');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badParameter('Plugins', 'each entry has to be one JSON object as text');
  }
  return parsed as Record<string, unknown>;
}

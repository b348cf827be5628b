// The agent of the demonstration as TaskRouter knows it: activities, channels, and what the agent is doing now.
import {
  ACCOUNT_SID,
  activitySid,
  taskChannelSid,
  WORKER_SID,
  WORKSPACE_SID,
  workerChannelSid,
} from './sids.ts';

const epochSeconds = (): number => Math.floor(Date.now() / 1000);
const OWNER = { account_sid: ACCOUNT_SID, workspace_sid: WORKSPACE_SID };
const CHANNELS = ['voice', 'chat', 'sms', 'default'];

/** TaskRouter hands the attributes over as text. */
const ATTRIBUTES = JSON.stringify({
  contact_uri: 'client:agent',
  full_name: 'Robin Ferreira',
  roles: ['agent', 'admin'],
});

/** Every field is one that Flex UI's TaskRouter SDK insists on; dates are epoch seconds. */
export function createWorker() {
  const since = { date_created: epochSeconds(), date_updated: epochSeconds() };
  const activities = [
    { ...OWNER, ...since, sid: activitySid(0), friendly_name: 'Offline', available: false },
    { ...OWNER, ...since, sid: activitySid(1), friendly_name: 'Available', available: true },
    { ...OWNER, ...since, sid: activitySid(2), friendly_name: 'Break', available: false },
  ];
  let current = activities[1];
  let changed = since.date_created;

  return {
    activities: () => activities,
    channels: () => CHANNELS.map((name, index) => workerChannel(name, index + 1)),
    setActivity(sid: string): void {
      current = activities.find((activity) => activity.sid === sid) ?? current;
      changed = epochSeconds();
    },
    resource: () => ({
      ...OWNER,
      sid: WORKER_SID,
      friendly_name: 'agent',
      attributes: ATTRIBUTES,
      activity_name: current?.friendly_name,
      activity_sid: current?.sid,
      available: current?.available,
      date_created: since.date_created,
      date_status_changed: changed,
      date_updated: changed,
      version: '1',
    }),
  };
}

export type DemonstrationWorker = ReturnType<typeof createWorker>;

const workerChannel = (name: string, digit: number) => ({
  ...OWNER,
  worker_sid: WORKER_SID,
  sid: workerChannelSid(digit),
  task_channel_sid: taskChannelSid(digit),
  task_channel_unique_name: name,
  assigned_tasks: 0,
  available: true,
  available_capacity_percentage: 100,
  configured_capacity: 1,
  date_created: epochSeconds(),
  date_updated: epochSeconds(),
  last_reserved_time: epochSeconds(),
});

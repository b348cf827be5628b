// The HTTP endpoints that Flex UI calls while it starts, apart from TaskRouter's.
import { type CloudRoute, json, text } from './cloud-route.ts';
import { FLEX_ACCOUNT } from './flex-account.ts';
import { FLEX_USER_SID, WORKER_SID } from './sids.ts';

const DAY_MS = 86_400_000;

const tokenInfo = () => ({
  valid: true,
  identity: 'agent',
  roles: ['agent', 'admin'],
  expiration: new Date(Date.now() + DAY_MS).toISOString(),
  realm_user_id: 'agent',
  worker_sid: WORKER_SID,
  flex_user_sid: FLEX_USER_SID,
  code: 0,
  message: null,
});

const SERVICE_STATUS = {
  page: {},
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [
    {
      id: 'g2xkcnrqj0kd',
      name: 'Twilio Flex',
      status: 'operational',
      group: true,
      components: [],
    },
  ],
  incidents: [],
  scheduled_maintenances: [],
};

const FLEX_API = /^flex-api\.twilio\.com$/;
const ANY_HOST = /./;

export const FLEX_ROUTES: readonly CloudRoute[] = [
  {
    method: 'GET',
    host: FLEX_API,
    path: /^\/v1\/Configuration$/,
    answer: () => json(FLEX_ACCOUNT),
  },
  {
    method: 'POST',
    host: FLEX_API,
    path: /^\/v1\/Accounts\/[^/]+\/Tokens\/Info$/,
    answer: () => json(tokenInfo()),
  },
  {
    method: 'GET',
    host: FLEX_API,
    path: /\/Teams\/Context$/,
    answer: () => json({ team_setup_complete: false }),
  },
  {
    method: 'GET',
    host: ANY_HOST,
    path: /^\/v1\/account\/provision\/status$/,
    answer: () => json({ status: 'inactive' }),
  },
  {
    method: 'GET',
    host: /^flex\.twilio\.com$/,
    path: /^\/api\/v1\/Session$/,
    answer: () => json({ features: [], insights_active: false }),
  },
  {
    method: 'GET',
    host: /^status\.twilio\.com$/,
    path: /^\/api\/v2\/summary\.json$/,
    answer: () => json(SERVICE_STATUS),
  },
  {
    method: 'GET',
    host: /^assets\.flex\.twilio\.com$/,
    path: /^\/assets\/(countries|flagPositions)\.json$/,
    answer: () => json([]),
  },
  { method: 'GET', host: ANY_HOST, path: /\.css$/, answer: () => text('text/css') },
  { method: 'GET', host: ANY_HOST, path: /\.mp3$/, answer: () => text('audio/mpeg') },
];

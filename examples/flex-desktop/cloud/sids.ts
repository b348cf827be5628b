// The SIDs of the demonstration account: shaped like Twilio's, recognisable as invented.

const sid = (prefix: string, digit = 0): string => `${prefix}${String(digit).repeat(32)}`;

export const ACCOUNT_SID = sid('AC');
export const FLEX_INSTANCE_SID = sid('GO');
export const FLEX_SERVICE_SID = sid('FS');
export const FLEX_USER_SID = sid('FU');
export const CHAT_SERVICE_SID = sid('IS');
export const WORKSPACE_SID = sid('WS');
export const WORKER_SID = sid('WK');
export const WORKFLOW_SID = sid('WW');
export const TASK_QUEUE_SID = sid('WQ');

/** Activities and channels are told apart by their digit. */
export const activitySid = (digit: number): string => sid('WA', digit);
export const workerChannelSid = (digit: number): string => sid('WC', digit);
export const taskChannelSid = (digit: number): string => sid('TC', digit);

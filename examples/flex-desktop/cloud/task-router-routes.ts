// TaskRouter's HTTP side: one endpoint through which Flex UI sends all its calls, each wrapped as { url, method, params }.
import { type CloudAnswer, type CloudRoute, json } from './cloud-route.ts';
import { isRecord, parseJson } from './parse-json.ts';
import type { DemonstrationWorker } from './worker.ts';

type WrappedCall = { url: string; method: string; params: Record<string, unknown> };

export function taskRouterRoutes(worker: DemonstrationWorker): readonly CloudRoute[] {
  return [
    {
      method: 'POST',
      host: /^event-bridge(\.[\w-]+)*\.twilio\.com$/,
      path: /^\/v1\/wschannels/,
      answer: ({ body }) => answerCall(worker, body),
    },
  ];
}

function answerCall(worker: DemonstrationWorker, body: string): CloudAnswer {
  const call = parseCall(body);
  if (call === undefined) return json({ code: 20001, message: 'Not a TaskRouter call.' }, 400);
  return json({ payload: payloadFor(worker, call) });
}

function payloadFor(worker: DemonstrationWorker, { url, method, params }: WrappedCall): unknown {
  if (url.endsWith('/Activities')) return { contents: worker.activities() };
  if (url.endsWith('Channels')) return { contents: worker.channels() };
  if (!/\/Workers\/[^/]+$/.test(url)) return { contents: [] };
  const activitySid = params['ActivitySid'];
  if (method === 'POST' && typeof activitySid === 'string') worker.setActivity(activitySid);
  return worker.resource();
}

function parseCall(body: string): WrappedCall | undefined {
  const call = parseJson(body);
  if (!isRecord(call) || typeof call['url'] !== 'string') return undefined;
  const { url, method, params } = call;
  return { url, method: String(method), params: isRecord(params) ? params : {} };
}

// The CDN asks for a moment.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

const BUSY = { status: 503, headers: { 'retry-after': '1' } };

onePluginIsFaulty('a bundle that comes after the second that its host asked for', {
  answers: [{ ...BUSY }, { ...BUSY }, {}],
  ends: 'initialised',
  tookAtLeastMs: 1_000,
});

onePluginIsFaulty('a bundle whose host is busy for longer than a boot may wait', {
  answers: [{ status: 503, headers: { 'retry-after': '60' } }],
  ends: 'bundle-status',
  stage: 'download',
  evidence: { status: 503 },
  tookAtMostMs: 500,
});

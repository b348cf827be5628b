// How request counts look to Prometheus.
import { createRequestDurations } from '../../src/registry/operations/request-durations.ts';

const NAME = 'plugboard_http_request_duration_seconds';

test('a bucket counts what took no longer than its bound, those before it included', () => {
  const durations = createRequestDurations();
  const labels = { method: 'GET', route: '/a', status: 200 };
  for (const ms of [0.5, 1, 3, 700, 60_000]) durations.seriesOf(labels).observe(ms);
  const shown = 'method="GET",route="/a",status="200"';
  expect(durations.text().split('\n')).toEqual([
    `# HELP ${NAME} Time from the first byte of a request to the last byte of its answer.`,
    `# TYPE ${NAME} histogram`,
    `${NAME}_bucket{le="0.001",${shown}} 2`,
    `${NAME}_bucket{le="0.005",${shown}} 3`,
    `${NAME}_bucket{le="0.01",${shown}} 3`,
    `${NAME}_bucket{le="0.05",${shown}} 3`,
    `${NAME}_bucket{le="0.1",${shown}} 3`,
    `${NAME}_bucket{le="0.5",${shown}} 3`,
    `${NAME}_bucket{le="1",${shown}} 4`,
    `${NAME}_bucket{le="5",${shown}} 4`,
    `${NAME}_bucket{le="+Inf",${shown}} 5`,
    `${NAME}_sum{${shown}} 60.7045`,
    `${NAME}_count{${shown}} 5`,
    '',
  ]);
});

test('other labels are another series, and no label can end its quotes', () => {
  const durations = createRequestDurations();
  durations.seriesOf({ method: 'GET', route: '/a"\\\n', status: 200 }).observe(1);
  durations.seriesOf({ method: 'GET', route: '/a"\\\n', status: 304 }).observe(1);
  const counts = durations.text().match(/^.*_count.*$/gm);
  expect(counts).toEqual([
    `${NAME}_count{method="GET",route="/a\\"\\\\\\n",status="200"} 1`,
    `${NAME}_count{method="GET",route="/a\\"\\\\\\n",status="304"} 1`,
  ]);
});

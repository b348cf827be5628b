// Every sample as a line of CSV, for whoever wants to look closer than the tables do.
import type { MeasuredRow } from './measure.ts';
import type { Sample } from './sample.ts';

const COLUMNS = (
  'plugins dependencies network protocol contender round visit total_ms first_evaluated_ms ' +
  'out_of_order exported desktop_requests registry_requests cdn_requests bytes failure'
).split(' ');

export function samplesCsv(rows: readonly Pick<MeasuredRow, 'row' | 'samples'>[]): string {
  const lines = rows.flatMap(({ row, samples }) => {
    const { count, graph, network, protocol } = row;
    return samples.map((sample) => [count, graph, network, protocol, ...valuesOf(sample)]);
  });
  return [COLUMNS, ...lines].map((values) => `${values.map(quoted).join(',')}\n`).join('');
}

function valuesOf({ contender, round, visit, result, requests, bytes }: Sample) {
  const { desktop, registry, cdn } = requests;
  const counts = [desktop, registry, cdn, bytes];
  if ('failure' in result)
    return [contender, round, visit, '', '', '', '', ...counts, result.failure];
  const { totalMs, firstEvaluatedMs, violations, exported } = result;
  const times = [totalMs.toFixed(1), firstEvaluatedMs.toFixed(1)];
  return [contender, round, visit, ...times, violations, exported, ...counts, ''];
}

/** RFC 4180. */
function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

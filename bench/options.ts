// The arguments of `npm run bench`.
import { parseArgs } from 'node:util';
import { GRAPH_TITLES, type GraphName } from './boot/graphs.ts';
import type { Row } from './boot/row.ts';
import { NETWORKS, type NetworkName } from './network/networks.ts';
import type { Protocol } from './origin/origin-server.ts';

export type BenchPart = 'boot' | 'cost' | 'flex-ui';

export type BenchOptions = {
  readonly parts: readonly BenchPart[];
  readonly rows: readonly Row[];
  /** Parts of names; none means all. */
  readonly contenders: readonly string[];
  /** Folder with the `dist` of another build of the loader. */
  readonly before?: string;
  readonly rounds: number;
  /** Of one row. */
  readonly minutes: number;
  readonly quick: boolean;
  /** Nothing was left out or put in. */
  readonly isWholeRun: boolean;
};

const PROTOCOLS: readonly Protocol[] = ['h1', 'h2'];
const PARTS: readonly BenchPart[] = ['boot', 'cost', 'flex-ui'];
const QUICK_CONTENDERS = ['plugboard, one file', 'plugboard behind the page, many files'];

/** Those that targets speak of. */
const TARGET_ROWS: readonly Row[] = [50, 200].map((count) => ({
  count,
  graph: 'layered',
  network: 'slow',
  protocol: 'h2',
}));
const QUICK_ROWS: readonly Row[] = [5, 50].map((count) => ({
  count,
  graph: 'layered',
  network: 'fast',
  protocol: 'h2',
}));

export const USAGE = `npm run bench -- [--quick] [--only boot,cost,flex-ui]
  [--n 5,50,200] [--dag none,chains,layered] [--network loopback,fast,slow] [--protocol h1,h2]
  [--contenders plugboard,flex] [--before ../other/dist] [--rounds 15] [--minutes 45]

Without --n, --dag, --network or --protocol the two rows of the targets are measured: 50 and 200
plugins, layered, slow, h2. With any of them, every combination, for what is not named these values.
--contenders takes parts of names; the bounds are always measured. --before adds the loader of
another build in the same ways. --minutes is for each row.
`;

/** Throws with a sentence for an argument that is not known. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      n: { type: 'string' },
      dag: { type: 'string' },
      network: { type: 'string' },
      protocol: { type: 'string' },
      contenders: { type: 'string' },
      before: { type: 'string' },
      rounds: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  const { quick, before } = values;
  return {
    parts: values.only === undefined ? PARTS : choices('--only', values.only, PARTS),
    rows: readRows(values, quick ? QUICK_ROWS : TARGET_ROWS),
    contenders: values.contenders?.split(',') ?? (quick ? QUICK_CONTENDERS : []),
    ...(before !== undefined && { before }),
    rounds: positive('--rounds', values.rounds ?? (quick ? '2' : '15')),
    minutes: positive('--minutes', values.minutes ?? (quick ? '2' : '45')),
    quick,
    isWholeRun: args.every((it) => /^(--(rounds|minutes)(=.*)?|\d+)$/.test(it)),
  };
}

type RowValues = Partial<Record<'n' | 'dag' | 'network' | 'protocol', string>>;

function readRows({ n, dag, network, protocol }: RowValues, usual: readonly Row[]): readonly Row[] {
  if ([n, dag, network, protocol].every((it) => it === undefined)) return usual;
  const counts = (n ?? '50').split(',').map((it) => positive('--n', it));
  const graphs = choices('--dag', dag ?? 'layered', Object.keys(GRAPH_TITLES) as GraphName[]);
  const networks = choices('--network', network ?? 'slow', Object.keys(NETWORKS) as NetworkName[]);
  const protocols = choices('--protocol', protocol ?? 'h2', PROTOCOLS);
  return counts.flatMap((count) =>
    graphs.flatMap((graph) =>
      networks.flatMap((network) =>
        protocols.map((it) => ({ count, graph, network, protocol: it })),
      ),
    ),
  );
}

function choices<T extends string>(option: string, text: string, known: readonly T[]): T[] {
  return text.split(',').map((word) => {
    const choice = known.find((it) => it === word);
    if (choice === undefined) throw new Error(`${option} takes ${known.join(', ')}, not ${word}.`);
    return choice;
  });
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`${option} takes a whole number from 1, not ${text}.`);
  return number;
}

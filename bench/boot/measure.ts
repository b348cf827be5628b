// Measures one row: all contenders in turns, each round in an order of its own, until the ratios lie close together.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chromium } from '../browser/chromium-process.ts';
import { visit } from '../browser/visit.ts';
import { type Lab, openLab, type PreparedSite, prepareSite } from '../origin/lab.ts';
import type { Contender, Work } from './contender.ts';
import { recorderScript } from './recorder.ts';
import type { Row, VisitName } from './row.ts';
import type { Sample } from './sample.ts';
import { shuffled } from './shuffle.ts';
import { type Cell, isSettled, summarise } from './summarise.ts';
import { makeWork } from './work.ts';

export type MeasureOptions = {
  readonly chromium: Chromium;
  readonly contenders: readonly Contender[];
  readonly bounds: readonly string[];
  /** Visited with the registry down, and waited for until their ratios are settled. */
  readonly watched: readonly string[];
  readonly rounds: number;
  readonly minutes: number;
  /** See VisitOptions. */
  readonly quietMs: number;
  readonly log: (line: string) => void;
};

export type MeasuredRow = {
  readonly row: Row;
  readonly cells: readonly Cell[];
  readonly samples: readonly Sample[];
  readonly rounds: number;
  /** False when a limit came before the ratios lay close together. */
  readonly settled: boolean;
};

/** Distance of the quartiles of a ratio. */
const WIDEST = 0.06;

/** What follows a first visit on the same profile. */
const RETURNING: readonly VisitName[] = ['warm', 'hot'];
const OUTAGE: readonly VisitName[] = ['down'];

export async function measureRow(row: Row, options: MeasureOptions): Promise<MeasuredRow> {
  const { contenders, bounds, watched, rounds, minutes, log } = options;
  const work = await makeWork(row.count, row.graph);
  const lab = await openLab(row.network, row.protocol);
  try {
    const sites = await prepareSites(contenders, work, lab);
    await warmUpMachine(sites, lab, options);
    const samples: Sample[] = [];
    const deadline = Date.now() + minutes * 60_000;
    let round = 0;
    let cells: readonly Cell[] = [];
    let settled = false;
    for (; round < rounds && !settled && (round === 0 || Date.now() < deadline); round++) {
      for (const name of shuffled([...sites.keys()], round + 1)) {
        const site = sites.get(name);
        if (site) samples.push(...(await visitAll(name, site, round, lab, options)));
      }
      cells = summarise(samples, bounds, [...sites.keys()]);
      settled = isSettled(cells, watched, WIDEST);
      log(`  round ${round + 1} of at most ${rounds} is done`);
    }
    return { row, cells, samples, rounds: round, settled };
  } finally {
    await lab.close();
  }
}

export async function prepareSites(
  contenders: readonly Contender[],
  work: Work,
  lab: Lab,
): Promise<ReadonlyMap<string, PreparedSite>> {
  const recorder = await recorderScript(work);
  const sites = new Map<string, PreparedSite>();
  for (const contender of contenders) {
    const site = await contender.build(work, lab.origins, recorder);
    sites.set(contender.name, await prepareSite(site));
  }
  return sites;
}

/** The first browser of all reads itself from the disk; nobody is measured with that. */
async function warmUpMachine(
  sites: ReadonlyMap<string, PreparedSite>,
  lab: Lab,
  options: MeasureOptions,
): Promise<void> {
  const [first] = sites;
  if (first) await visitAll(first[0], first[1], 0, lab, { ...options, watched: [] });
}

async function visitAll(
  contender: string,
  site: PreparedSite,
  round: number,
  lab: Lab,
  options: MeasureOptions,
): Promise<Sample[]> {
  const visits = (names: readonly VisitName[]) =>
    visitOnProfile({ contender, round, site, lab, options }, names);
  const samples = await visits(['cold', ...RETURNING]);
  if (!options.watched.includes(contender) || options.bounds.includes(contender)) return samples;
  // The first visit of this second profile is no sample: it only prepares the outage.
  return [...samples, ...(await visits(['cold', ...OUTAGE])).filter((it) => it.visit === 'down')];
}

type Visitor = {
  readonly contender: string;
  readonly round: number;
  readonly site: PreparedSite;
  readonly lab: Lab;
  readonly options: MeasureOptions;
};

async function visitOnProfile(
  { contender, round, site, lab, options }: Visitor,
  visits: readonly VisitName[],
): Promise<Sample[]> {
  const profile = await mkdtemp(join(tmpdir(), 'plugboard-bench-profile-'));
  const samples: Sample[] = [];
  try {
    for (const name of visits) {
      lab.serve(site);
      lab.setRegistryDown(name === 'down');
      const url = `${lab.origins.desktop}/`;
      const { spkiHash } = lab;
      const { chromium, quietMs } = options;
      const result = await visit({ chromium, url, profile, spkiHash, quietMs });
      samples.push({ contender, round, visit: name, result, ...traffic(lab) });
      if ('failure' in result) options.log(`  ${contender}, ${name}: ${result.failure}`);
    }
    return samples;
  } finally {
    lab.setRegistryDown(false);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function traffic(lab: Lab): Pick<Sample, 'requests' | 'bytes'> {
  const requests = { desktop: 0, registry: 0, cdn: 0 };
  let bytes = 0;
  for (const request of lab.requests()) {
    requests[request.origin]++;
    bytes += request.bytes;
  }
  return { requests, bytes };
}

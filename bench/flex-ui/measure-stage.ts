// Boots the real Flex UI with each loader in turns and measures its plugin stage: from the moment at which a loader
// gets its turn until the last plugin was initialised.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desktop, startDesktop } from '../../examples/flex-desktop/server/start-desktop.ts';
import { pageScript } from '../boot/page-script.ts';
import { publishWork } from '../boot/plugboard/publish-work.ts';
import { recorderScript } from '../boot/recorder.ts';
import { shuffled } from '../boot/shuffle.ts';
import { makeWork } from '../boot/work.ts';
import type { Chromium } from '../browser/chromium-process.ts';
import { type OpenPage, type VisitResult, visit } from '../browser/visit.ts';
import { type Lab, openLab, prepareSite } from '../origin/lab.ts';
import { type PluginLoader, type StageMoments, stageStart } from './stage-moments.ts';
import { LIST_PATH, stageSite } from './stage-site.ts';

export type StageVisit = 'cold' | 'warm';

export type StageSample = {
  readonly loader: PluginLoader;
  readonly visit: StageVisit;
  readonly round: number;
  readonly stageMs: number;
  /** From the start of the navigation until the last plugin was initialised. */
  readonly totalMs: number;
};

export type StageOptions = {
  readonly chromium: Chromium;
  readonly count: number;
  readonly rounds: number;
  /** See VisitOptions. */
  readonly quietMs: number;
  readonly log: (line: string) => void;
};

const LOADERS: readonly PluginLoader[] = ['plugboard', 'flex'];
const VISITS: readonly StageVisit[] = ['cold', 'warm'];

/** Flex UI itself comes over loopback; what loads plugins goes over the slow line. Rejects when a boot fails. */
export async function measureStage(options: StageOptions): Promise<StageSample[]> {
  const { count, rounds, log } = options;
  const work = await makeWork(count, 'layered');
  const lab = await openLab('slow', 'h2');
  const desktops = new Map<PluginLoader, Desktop>();
  const registryUrl = lab.origins.registry;
  try {
    for (const pluginLoader of LOADERS) {
      desktops.set(pluginLoader, await startDesktop({ registryUrl, pluginLoader, log }));
    }
    const published = await publishWork(work, { cdn: registryUrl });
    const site = await prepareSite(stageSite(published, desktops.get('flex')?.url ?? ''));
    const recorder = await recorderScript(work);
    const clock = await pageScript('plugin-stage', { LIST_URL: `${registryUrl}${LIST_PATH}?` });
    const samples: StageSample[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const loader of shuffled(LOADERS, round + 1)) {
        lab.serve(site);
        const url = `${desktops.get(loader)?.url}/`;
        const script = `${recorder}\n${clock}`;
        samples.push(...(await visitTwice({ loader, round, url, script, lab, options })));
      }
      log(`  round ${round + 1} of ${rounds} is done`);
    }
    return samples;
  } finally {
    for (const desktop of desktops.values()) await desktop.close();
    await lab.close();
  }
}

type Visitor = {
  readonly loader: PluginLoader;
  readonly round: number;
  readonly url: string;
  /** Runs in the page before anything else. */
  readonly script: string;
  readonly lab: Lab;
  readonly options: StageOptions;
};

async function visitTwice(visitor: Visitor): Promise<StageSample[]> {
  const { loader, round, url, lab, options } = visitor;
  const profile = await mkdtemp(join(tmpdir(), 'plugboard-bench-flex-'));
  const samples: StageSample[] = [];
  try {
    for (const name of VISITS) {
      let moments: StageMoments | undefined;
      const result = await visit({
        chromium: options.chromium,
        url,
        profile,
        spkiHash: lab.spkiHash,
        quietMs: options.quietMs,
        beforeBoot: async (page) => {
          // Without it Chromium takes the script and does not run it.
          await page.send('Page.enable');
          await page.send('Page.addScriptToEvaluateOnNewDocument', { source: visitor.script });
        },
        afterBoot: async (page) => {
          moments = await readMoments(page);
        },
      });
      samples.push({ loader, visit: name, round, ...timesOf(loader, result, moments) });
    }
    return samples;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readMoments(page: OpenPage): Promise<StageMoments> {
  return page.evaluate('pluginStage()');
}

function timesOf(
  loader: PluginLoader,
  result: VisitResult,
  moments: StageMoments | undefined,
): Pick<StageSample, 'stageMs' | 'totalMs'> {
  if ('failure' in result) throw new Error(`Flex UI with ${loader}: ${result.failure}`);
  const start = moments && stageStart(loader, moments);
  if (start === undefined)
    throw new Error(`Flex UI with ${loader}: its plugin stage has no start.`);
  return { stageMs: result.totalMs - start, totalMs: result.totalMs };
}

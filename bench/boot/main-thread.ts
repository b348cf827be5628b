// How long the loader itself keeps the main thread busy in one boot: a CPU profile, less what it calls of plugins.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chromium } from '../browser/chromium-process.ts';
import { type OpenPage, visit } from '../browser/visit.ts';
import { openLab } from '../origin/lab.ts';
import type { Contender } from './contender.ts';
import { type CpuProfile, selfTimeMs } from './cpu-profile.ts';
import { prepareSites } from './measure.ts';
import { makeWork } from './work.ts';

export type MainThreadCost = { readonly contender: string; readonly ms: readonly number[] };

const SAMPLING_MICROSECONDS = 100;

/** First visits over loopback: there the loader's work stands closest together. */
export async function measureMainThread(
  chromium: Chromium,
  contenders: readonly Contender[],
  count: number,
  rounds: number,
): Promise<MainThreadCost[]> {
  const work = await makeWork(count, 'layered');
  const lab = await openLab('loopback', 'h2');
  try {
    const costs: MainThreadCost[] = [];
    for (const [contender, site] of await prepareSites(contenders, work, lab)) {
      lab.serve(site);
      const ms: number[] = [];
      for (let round = 0; round < rounds; round++)
        ms.push(await profileVisit(chromium, `${lab.origins.desktop}/`, lab.spkiHash));
      costs.push({ contender, ms });
    }
    return costs;
  } finally {
    await lab.close();
  }
}

async function profileVisit(chromium: Chromium, url: string, spkiHash: string): Promise<number> {
  const profile = await mkdtemp(join(tmpdir(), 'plugboard-bench-profile-'));
  let cost: number | undefined;
  try {
    const result = await visit({
      chromium,
      url,
      profile,
      spkiHash,
      quietMs: 0,
      beforeBoot: startProfile,
      afterBoot: async (page) => {
        const { profile } = await page.send<{ profile: CpuProfile }>('Profiler.stop');
        cost = selfTimeMs(profile, isLoader);
      },
    });
    if ('failure' in result || cost === undefined)
      throw new Error(`A boot for the profile failed: ${JSON.stringify(result)}`);
    return cost;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startProfile(page: OpenPage): Promise<void> {
  await page.send('Profiler.enable');
  await page.send('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  await page.send('Profiler.start');
}

function isLoader(url: string): boolean {
  return url.includes('/plugboard-loader.');
}

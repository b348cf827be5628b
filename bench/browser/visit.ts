// One visit: starts Chromium on a profile, opens the page, waits for the boot, and closes it again.
import { setTimeout as delay } from 'node:timers/promises';
import type { BootResult } from '../boot/boot-result.ts';
import { type Chromium, type RunningChromium, startChromium } from './chromium-process.ts';

export type VisitOptions = {
  readonly chromium: Chromium;
  readonly url: string;
  readonly profile: string;
  readonly spkiHash: string;
  /** How long the page stays open: V8 and the loader write what they keep when the boot is over. */
  readonly quietMs: number;
  /** What to do with the page once the boot is over, for example to read its timings. */
  readonly afterBoot?: (page: OpenPage) => Promise<void>;
  /** What to do before the page is opened. */
  readonly beforeBoot?: (page: OpenPage) => Promise<void>;
};

export type OpenPage = {
  send<T>(method: string, params?: object): Promise<T>;
  /** The expression has to give JSON, or a promise of it. */
  evaluate<T>(expression: string): Promise<T>;
};

export type VisitResult = BootResult | { readonly failure: string };

/** A boot that is not over by then has failed. */
const BOOT_DEADLINE_MS = 30_000;

const WAIT_FOR_RESULT = `new Promise((resolve) => {
  const look = () => globalThis.benchResult && resolve(globalThis.benchResult);
  addEventListener('benchresult', look);
  look();
  setTimeout(() => resolve({ failure: globalThis.bench
    ? 'not over in time: ' + JSON.stringify(bench.state())
    : 'the page did not open' }), ${BOOT_DEADLINE_MS});
})`;

export async function visit(options: VisitOptions): Promise<VisitResult> {
  const chromium = startChromium(options);
  try {
    return await withDeadline(bootIn(chromium, options), BOOT_DEADLINE_MS + 15_000);
  } catch (error) {
    return { failure: (error as Error).message };
  } finally {
    await chromium.close();
  }
}

async function bootIn(
  chromium: RunningChromium,
  { url, quietMs, beforeBoot, afterBoot }: VisitOptions,
): Promise<VisitResult> {
  const page = await openPage(chromium);
  await beforeBoot?.(page);
  const { errorText } = await page.send<{ errorText?: string }>('Page.navigate', { url });
  if (errorText !== undefined) return { failure: errorText };
  const result = await page.evaluate<VisitResult>(WAIT_FOR_RESULT);
  if (!('failure' in result)) await afterBoot?.(page);
  await delay(quietMs);
  return result;
}

async function openPage({ devtools }: RunningChromium): Promise<OpenPage> {
  const { targetInfos } = await devtools.send<{
    targetInfos: { targetId: string; type: string }[];
  }>('Target.getTargets');
  const target = targetInfos.find(({ type }) => type === 'page');
  const { targetId } =
    target ??
    (await devtools.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' }));
  const { sessionId } = await devtools.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const send = <T>(method: string, params?: object) => devtools.send<T>(method, params, sessionId);
  return {
    send,
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await send<{
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
  };
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  const over = new AbortController();
  const late = delay(ms, undefined, { signal: over.signal }).then(() => {
    throw new Error(`Chromium did not answer within ${ms} ms.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

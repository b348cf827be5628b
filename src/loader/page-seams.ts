// The two things that only a real page can do with a bundle: fetch it without running it, and run it.

export type BundleRequest = {
  readonly url: string;
  readonly integrity?: string;
  /** False for hosts without CORS headers: a plain script, whose integrity nobody can check. */
  readonly cors: boolean;
  readonly nonce?: string;
};

export type PageSeams = {
  /** Resolves when the bytes are in the browser, unevaluated; rejects when they are not coming. */
  readonly preload: (request: BundleRequest, signal: AbortSignal) => Promise<void>;
  /** Makes the script, shows it to `onScript` before anything of it can run, and resolves once it ran. */
  readonly runScript: (
    request: BundleRequest,
    onScript: (script: HTMLScriptElement) => void,
  ) => Promise<void>;
};

/** Creates the Trusted Types policy once per page: a page may allow its name only once. */
let scriptPolicy: { createScriptURL(url: string): unknown } | undefined;

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): typeof scriptPolicy;
};

export const browserSeams: PageSeams = { preload, runScript };

/** Preloads of this document that failed or were given up, by address. */
const spoiled = new Map<string, BundleRequest>();

async function preload(request: BundleRequest, signal: AbortSignal): Promise<void> {
  const former = spoiled.get(request.url);
  if (former) await clearPreload(former, signal);
  try {
    await load(preloadLink(request), signal);
  } catch (error) {
    spoiled.set(request.url, request);
    throw error;
  }
}

function preloadLink(request: BundleRequest): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'script';
  // The script that follows must carry the same attributes, or the bundle is fetched a second time.
  applyRequest(link, request);
  link.href = request.url;
  return link;
}

/**
 * A document hands the outcome of a preload, a failure too, to the next request for that address, and
 * makes no new one. A module preload takes it, and unlike a script can never run anything. Source: HTML
 * standard, "consume a preloaded resource"; seen in Chromium.
 */
async function clearPreload(request: BundleRequest, signal: AbortSignal): Promise<void> {
  spoiled.delete(request.url);
  const link = preloadLink(request);
  if (!link.relList.supports('modulepreload')) return;
  link.rel = 'modulepreload';
  // What became of it is of no interest: the way is free now.
  await load(link, signal).catch(() => undefined);
  link.remove();
}

function load(link: HTMLLinkElement, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const stop = () => {
      link.remove();
      reject(new DOMException('The boot no longer waits for this bundle.', 'AbortError'));
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error('preload failed'));
    });
    document.head.append(link);
  });
}

function runScript(
  request: BundleRequest,
  onScript: (script: HTMLScriptElement) => void,
): Promise<void> {
  const script = document.createElement('script');
  script.async = true;
  applyRequest(script, request);
  onScript(script);
  return new Promise<void>((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('script failed')));
    script.src = trustUrl(request.url);
    document.head.append(script);
  }).finally(() => script.remove());
}

function applyRequest(
  element: HTMLLinkElement | HTMLScriptElement,
  { integrity, cors, nonce }: BundleRequest,
): void {
  if (cors) element.crossOrigin = 'anonymous';
  if (integrity !== undefined) element.integrity = integrity;
  if (nonce !== undefined) element.nonce = nonce;
}

/** Every URL that comes here stands in the load plan: the caller resolves nothing else. */
function trustUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  scriptPolicy ??= trustedTypes.createPolicy('plugboard', { createScriptURL: (it) => it });
  return scriptPolicy?.createScriptURL(url) as string;
}

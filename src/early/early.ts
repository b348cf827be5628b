// Inlined in the page's head: uses the seconds in which Flex UI loads to ask for the active release and to
// request its bundles. Evaluates nothing and imports nothing; bootstrap() finds all of it under way.
//
//   <script data-registry="https://plugins.example.com">…the contents of plugboard-early.js…</script>
//
// `data-account-sid` names the account where the registry serves several; `data-bundle-origins` lists, with
// blanks between, the origins that bundles may come from. A nonce of the script's own is used for the preloads too. Leave the
// script out where the registry needs credentials: it would only be refused.

type EarlyPlugin = { plugin_url?: unknown; integrity?: unknown };
type EarlyManifest = {
  plugins?: (EarlyPlugin | null)[];
  release_bundle?: { url?: unknown; integrity?: unknown };
};

const { dataset = {}, nonce = '' } = (document.currentScript ?? {}) as Partial<HTMLScriptElement>;
const { registry = '', accountSid = '', bundleOrigins } = dataset;
const registryUrl = new URL(registry, document.baseURI).href.replace(/\/+$/, '');
const query = accountSid ? `?AccountSid=${encodeURIComponent(accountSid)}` : '';
const url = `${registryUrl}/v1/PluginService/Releases/Active/Manifest${query}`;
const origins = bundleOrigins?.split(/\s+/);

const response = fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(10_000) });
(globalThis as { plugboardEarly?: unknown }).plugboardEarly = { url, response };
response
  .then((answer) => (answer.ok ? (answer.clone().json() as Promise<EarlyManifest>) : undefined))
  .then(requestBundles)
  // bootstrap() reads the same answer and reports what is wrong with it.
  .catch(() => undefined);
readLastKnownGood();

/** Mostly the active release is the last one that worked here, and the cache answers first. */
function readLastKnownGood(): void {
  try {
    const opening = indexedDB.open('plugboard');
    // The loader's own store, made here when this visit is the first.
    opening.onupgradeneeded = () => opening.result.createObjectStore('releases');
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const key = `lastKnownGood ${new URL(registryUrl).origin} ${accountSid}`;
        const reading = database.transaction('releases').objectStore('releases').get(key);
        reading.onsuccess = () =>
          requestBundles((reading.result as { manifest?: EarlyManifest } | undefined)?.manifest);
      } catch {
        // A database without the store: the loader says what is wrong with it.
      }
      // Takes effect when the reading is done; an open database would hold up a newer Plugboard in another tab.
      database.close();
    };
  } catch {
    // Without IndexedDB the registry's answer is the only hint.
  }
}

function requestBundles(manifest: EarlyManifest | undefined): void {
  const connected = new Set<string>();
  const { plugins = [], release_bundle: whole } = manifest ?? {};
  // One file for all of them, where the registry offers it.
  const files = whole ? [{ plugin_url: whole.url, integrity: whole.integrity }] : plugins;
  for (const plugin of files) {
    const { plugin_url: href, integrity } = plugin ?? {};
    if (typeof href !== 'string' || !URL.canParse(href)) continue;
    const { origin, protocol } = new URL(href);
    const allowed = origins ? origins.includes(origin) : /^https?:$/.test(protocol);
    if (!allowed || document.querySelector(`link[href="${CSS.escape(href)}"]`)) continue;
    if (!connected.has(origin)) addLink({ rel: 'preconnect', href: origin });
    connected.add(origin);
    // Same attributes as the script that follows, or the browser would fetch the bundle twice.
    addLink({
      rel: 'preload',
      as: 'script',
      href,
      ...(typeof integrity === 'string' && { integrity }),
    });
  }
}

function addLink(properties: Partial<HTMLLinkElement>): void {
  document.head.append(
    Object.assign(document.createElement('link'), { crossOrigin: 'anonymous', nonce }, properties),
  );
}

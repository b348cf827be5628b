// The peers of the boot benchmark in Chromium: each boots its whole release, from its own npm package, in its own order.
import { test as base, expect } from '@playwright/test';
import type { Contender } from '../../bench/boot/contender.ts';
import { moduleFederation } from '../../bench/boot/contenders/module-federation.ts';
import { openshift } from '../../bench/boot/contenders/openshift.ts';
import { bundleHost, type HostName } from '../../bench/boot/contenders/peers/bundle-host.ts';
import { installPeers } from '../../bench/boot/contenders/peers/install-peers.ts';
import { piral } from '../../bench/boot/contenders/piral.ts';
import { singleSpa } from '../../bench/boot/contenders/single-spa.ts';
import { diamondWork } from '../bench/contenders/diamond-work.ts';
import { journalOf, outOfOrder, RECORDER } from '../bench/contenders/journal.ts';
import { type SiteServer, startSiteServer } from '../bench/contenders/site-server.ts';

const test = base.extend<object, { server: SiteServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const server = await startSiteServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

type Peer = {
  readonly contender: Contender;
  readonly host: HostName;
  /** Whether the peer, or the way its page calls it, keeps the order of inits too. All keep that of evaluation. */
  readonly ordersInits: boolean;
};

const PEERS: readonly Peer[] = [
  { contender: singleSpa, host: 'single-spa', ordersInits: false },
  { contender: moduleFederation, host: 'module-federation', ordersInits: true },
  { contender: openshift, host: 'openshift', ordersInits: true },
  { contender: piral, host: 'piral', ordersInits: true },
];

const sorted = (texts: readonly string[]): string[] => [...texts].sort();

// One worker, for only one may install the packages.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  await installPeers((line) => console.log(line));
});

for (const { contender, host, ordersInits } of PEERS) {
  test(`${contender.name} boots every plugin once and asks for every file once`, async ({
    page,
    server,
  }) => {
    const failures: string[] = [];
    page.on('pageerror', ({ message }) => failures.push(message));
    page.on('console', (line) => line.type() === 'error' && failures.push(line.text()));
    const site = await contender.build(diamondWork, server.origins, RECORDER);
    server.serve(site);
    await page.goto(server.origins.desktop);
    const { evaluated, initialised } = await journalOf(page, diamondWork.length);

    const names = sorted(diamondWork.map(({ name }) => name));
    expect(sorted(evaluated)).toEqual(names);
    expect(sorted(initialised)).toEqual(names);
    expect(outOfOrder(diamondWork, evaluated)).toEqual([]);
    const initsOutOfOrder = outOfOrder(diamondWork, initialised);
    if (ordersInits) expect(initsOutOfOrder).toEqual([]);
    const description = initsOutOfOrder.join(', ') || 'none';
    test.info().annotations.push({ type: 'inits before their dependencies', description });

    for (const origin of ['desktop', 'registry', 'cdn'] as const) {
      expect(sorted(server.requested(origin))).toEqual(sorted(Object.keys(site[origin])));
    }
    expect(failures).toEqual([]);
  });

  test(`${contender.name} runs its npm package, minified`, async ({ server }) => {
    const { body, packages } = await bundleHost(host);
    expect(packages).toEqual(expect.arrayContaining([...contender.packages]));
    expect(body.split('\n').length).toBeLessThan(body.length / 500);
    const { desktop } = await contender.build(diamondWork, server.origins, RECORDER);
    expect(Object.values(desktop).map((file) => file.body)).toContain(body);
  });
}

// Pages with a strict Content-Security-Policy or Trusted Types: the loader needs no exception from either.
import { ROWS_WITHOUT_FLEX_UI, UNCACHED } from './faults/boot-rows.ts';
import { BUNDLE_FAULTS } from './faults/bundle-faults.ts';
import {
  type Directives,
  lightPolicy,
  type PagePolicy,
  PLUGBOARD_TYPES,
  STRICT_CSP,
} from './faults/page-policies.ts';
import { stepsRunLate } from './light/after-the-boot.ts';
import { bootInLight } from './light/boot-in-light.ts';
import { expectOnlyTheFault, releaseWith } from './light/faulty-release.ts';
import { expect, test } from './light/fixtures.ts';
import { type Scene, TIMEOUTS } from './light/scene.ts';
import { bundlesKept, releaseKept } from './light/what-is-kept.ts';

const { nonce: NONCE } = STRICT_CSP;

function releaseBoth(scene: Scene) {
  const plugins = [
    scene.plugin('plugin-classic'),
    scene.plugin('plugin-system', { format: 'system', dependencies: {} }),
  ];
  scene.release(plugins);
  return plugins;
}

/** What goes along with the page, and with its boot, under a policy. */
function under({ directives, nonce }: PagePolicy, scene: Scene) {
  const given = nonce === undefined ? {} : { nonce };
  return {
    page: { ...given, headers: headersWith(scene, directives) },
    boot: given,
  };
}

function headersWith({ server }: Scene, directives: Directives = {}) {
  return { 'content-security-policy': lightPolicy(server, directives) };
}

const DOWN = { 'is gone': 'reset', hangs: 'hang' } as const;
const NONCE_ONLY = { 'script-src': `'nonce-${NONCE}' blob:` };

const STRICTEST: PagePolicy = {
  ...STRICT_CSP,
  directives: { ...STRICT_CSP.directives, ...PLUGBOARD_TYPES },
};

const STRICT = {
  'a list of hosts': { directives: {} },
  'a nonce': { directives: NONCE_ONLY, nonce: NONCE },
  'a nonce and strict-dynamic': STRICT_CSP,
  'Trusted Types': { directives: PLUGBOARD_TYPES },
  'Trusted Types and a nonce': {
    directives: { ...NONCE_ONLY, ...PLUGBOARD_TYPES },
    nonce: NONCE,
  },
  'Trusted Types, a nonce and strict-dynamic': STRICTEST,
} as Readonly<Record<string, PagePolicy>>;

/** What is tried once more, and what is not; every other fault on the strictest page only. */
const TWO_FAULTS = BUNDLE_FAULTS.filter(({ title }) =>
  ['404', 'connection reset once'].includes(title),
);

for (const [title, policy] of Object.entries(STRICT)) {
  test(`both formats start under a policy with ${title}, and nothing violates it`, async ({
    page,
    scene,
  }) => {
    const plugins = releaseBoth(scene);
    const violations = watchViolations();
    await page.addInitScript(violations.install);
    const given = under(policy, scene);
    await scene.open(page, given.page);
    const { report, tookMs } = await scene.boot(page, given.boot);

    expect(report.outcomes).toEqual(
      plugins.map(({ unique_name: plugin }) =>
        expect.objectContaining({ plugin, state: 'initialised' }),
      ),
    );
    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
    expect(await stepsRunLate(page, scene.server)).toEqual([]);
    expect(await page.evaluate(violations.read)).toEqual([]);
    expect(plugins.map((plugin) => scene.requestsFor(plugin))).toEqual([1, 1]);
  });

  for (const [down, pace] of Object.entries(DOWN)) {
    test(`with a CDN that ${down} on the second visit under a policy with ${title}, kept bytes start`, async ({
      page,
      scene,
    }) => {
      const plugins = releaseBoth(scene);
      for (const plugin of plugins) scene.serve(plugin, UNCACHED);
      const given = under(policy, scene);
      await scene.open(page, given.page);
      await scene.boot(page, given.boot);
      await releaseKept(page);
      await bundlesKept(page, plugins);
      for (const plugin of plugins) scene.serve(plugin, { pace });

      await scene.open(page, given.page);
      const { report, tookMs } = await scene.boot(page, given.boot);
      expect(report.outcomes).toEqual(
        plugins.map(({ unique_name: plugin }) =>
          expect.objectContaining({ plugin, state: 'initialised', bytes: 'cache' }),
        ),
      );
      expect(report.deadlineHit).toBe(false);
      expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
      expect(await stepsRunLate(page, scene.server)).toEqual([]);
    });
  }

  for (const fault of policy === STRICTEST ? BUNDLE_FAULTS : TWO_FAULTS) {
    test(`${fault.title}, under a policy with ${title}, costs nobody else`, async ({
      page,
      scene,
    }) => {
      releaseWith(fault, 'middle', scene);
      const given = under(policy, scene);
      await scene.open(page, given.page);
      await expectOnlyTheFault(fault, await scene.boot(page, given.boot), page, scene);
    });
  }
}

for (const row of ROWS_WITHOUT_FLEX_UI) {
  test(`on a page without Flex UI: ${row.title}`, async ({ page, scene }) => {
    const { up, codes, deadlineHit, late } = await bootInLight(row, scene, page);
    expect(up).toEqual(row.startable);
    expect([...codes].sort()).toEqual([...new Set(row.codes)].sort());
    expect(deadlineHit).toBe(false);
    expect(late).toEqual([]);
  });
}

test('a second boot of the same page reuses its Trusted Types policy', async ({ page, scene }) => {
  releaseBoth(scene);
  await scene.open(page, { headers: headersWith(scene, PLUGBOARD_TYPES) });
  await scene.boot(page);
  const { report } = await scene.boot(page);
  expect(report.healthy).toBe(true);
});

for (const place of ['first', 'middle', 'last']) {
  test(`a plugin from a host that the policy does not name, at the ${place} place, is blocked alone`, async ({
    page,
    scene,
  }) => {
    const [classic, system] = releaseBoth(scene);
    const elsewhere = scene.plugin('plugin-elsewhere', {
      plugin_url: `${scene.server.registry}/elsewhere/${place}.js`,
    });
    const order = {
      first: [elsewhere, classic, system],
      middle: [classic, elsewhere, system],
      last: [classic, system, elsewhere],
    };
    scene.release(order[place as keyof typeof order]);
    await scene.open(page, { headers: headersWith(scene) });
    const { report } = await scene.boot(page);

    expect(
      Object.fromEntries(report.outcomes.map((it) => [it.plugin, it.failure?.code ?? it.state])),
    ).toEqual({
      'plugin-classic': 'initialised',
      'plugin-system': 'initialised',
      'plugin-elsewhere': 'csp-blocked',
    });
    expect(scene.requestsFor(elsewhere)).toBe(0);
  });
}

test('a host without CORS headers works where only scripts may reach it', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-classic');
  scene.release([plugin]);
  scene.serve(plugin, { cors: false });
  await scene.open(page, {
    headers: headersWith(scene, { 'connect-src': scene.server.registry }),
  });
  const { report } = await scene.boot(page);
  expect(report.outcomes).toEqual([
    expect.objectContaining({ state: 'initialised', opaque: true }),
  ]);
});

test('a page without Trusted Types policy for Plugboard opens, and says what blocked its plugins', async ({
  page,
  scene,
}) => {
  const plugins = releaseBoth(scene);
  const types = { ...PLUGBOARD_TYPES, 'trusted-types': "'none'" };
  await scene.open(page, { headers: headersWith(scene, types) });
  const { report } = await scene.boot(page);
  expect(report.outcomes.map((it) => it.failure?.code)).toEqual(plugins.map(() => 'csp-blocked'));
});

/** Both functions run in the page; the list lives on its window. */
function watchViolations() {
  return {
    install: () => {
      const page = globalThis as { violations?: string[] };
      page.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        page.violations?.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    },
    read: () => (globalThis as { violations?: string[] }).violations,
  };
}

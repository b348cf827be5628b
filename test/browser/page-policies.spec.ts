// Pages with a strict Content-Security-Policy or Trusted Types: the loader needs no exception from either.
import { expect, test } from './light/fixtures.ts';
import type { Scene } from './light/scene.ts';
import type { FaultServer } from './server/fault-server.ts';

const NONCE = 'r4nd0m';

type Policy = Readonly<Record<string, string>>;

/** No unsafe-eval, no unsafe-inline; `changes` replaces or adds directives. */
function strict({ registry, cdn }: FaultServer, changes: Policy = {}): string {
  const policy: Policy = {
    'default-src': "'none'",
    'script-src': `'self' ${cdn}`,
    'connect-src': `${registry} ${cdn}`,
    'img-src': 'data:',
    ...changes,
  };
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

function releaseBoth(scene: Scene) {
  const plugins = [
    scene.plugin('plugin-classic'),
    scene.plugin('plugin-system', { format: 'system', dependencies: {} }),
  ];
  scene.release(plugins);
  return plugins;
}

const STRICT: Record<string, { changes: (server: FaultServer) => Policy; nonce?: string }> = {
  'a list of hosts': { changes: () => ({}) },
  'a nonce': { changes: () => ({ 'script-src': `'nonce-${NONCE}'` }), nonce: NONCE },
  'a nonce and strict-dynamic': {
    changes: () => ({ 'script-src': `'nonce-${NONCE}' 'strict-dynamic'` }),
    nonce: NONCE,
  },
  'Trusted Types': {
    changes: () => ({ 'require-trusted-types-for': "'script'", 'trusted-types': 'plugboard' }),
  },
  'Trusted Types and a nonce': {
    changes: () => ({
      'script-src': `'nonce-${NONCE}'`,
      'require-trusted-types-for': "'script'",
      'trusted-types': 'plugboard',
    }),
    nonce: NONCE,
  },
};

for (const [title, { changes, nonce }] of Object.entries(STRICT)) {
  test(`both formats start under a policy with ${title}, and nothing violates it`, async ({
    page,
    scene,
  }) => {
    const plugins = releaseBoth(scene);
    const violations = watchViolations();
    await page.addInitScript(violations.install);
    const policy = strict(scene.server, changes(scene.server));
    await scene.open(page, {
      headers: { 'content-security-policy': policy },
      ...(nonce !== undefined && { nonce }),
    });
    const { report } = await scene.boot(page, { ...(nonce !== undefined && { nonce }) });

    expect(report.outcomes).toEqual(
      plugins.map(({ unique_name: plugin }) =>
        expect.objectContaining({ plugin, state: 'initialised' }),
      ),
    );
    expect(await page.evaluate(violations.read)).toEqual([]);
    expect(plugins.map((plugin) => scene.requestsFor(plugin))).toEqual([1, 1]);
  });
}

test('a second boot of the same page reuses its Trusted Types policy', async ({ page, scene }) => {
  releaseBoth(scene);
  const types = { 'require-trusted-types-for': "'script'", 'trusted-types': 'plugboard' };
  await scene.open(page, { headers: { 'content-security-policy': strict(scene.server, types) } });
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
    await scene.open(page, { headers: { 'content-security-policy': strict(scene.server) } });
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
  const policy = strict(scene.server, { 'connect-src': scene.server.registry });
  await scene.open(page, { headers: { 'content-security-policy': policy } });
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
  const types = { 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" };
  await scene.open(page, { headers: { 'content-security-policy': strict(scene.server, types) } });
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

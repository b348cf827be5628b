// Serves the desktop's page under another policy, with the exceptions that a host makes for Flex UI's sake.
import type { Page } from '@playwright/test';
import { changePolicy, type PagePolicy } from '../faults/page-policies.ts';

export async function setPagePolicy(
  page: Page,
  origin: string,
  { directives, nonce = '' }: PagePolicy,
): Promise<void> {
  // A page that a test has changed on its way no longer counts as one of this machine.
  await page.context().grantPermissions(['local-network-access'], { origin });
  await page.route(`${origin}/`, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = changePolicy(headers['content-security-policy'] ?? '', directives);
    const body = (await response.text()).replaceAll('<script', `<script nonce="${nonce}"`);
    await route.fulfill({
      response,
      body,
      headers: { ...headers, 'content-security-policy': policy },
    });
  });
  await page.addInitScript(trustWhatFlexMakes, directives['trusted-types'] ?? '');
}

/** Hands the nonce to `bootstrap()`, as a host does whose server writes one into the page. */
export async function passNonce(page: Page, { nonce }: PagePolicy): Promise<void> {
  await page.addInitScript((value) => {
    let loader: typeof Plugboard;
    Object.defineProperty(globalThis, 'Plugboard', {
      get: () => loader,
      set: (given: typeof Plugboard) => {
        loader = { bootstrap: (options) => given.bootstrap({ ...options, nonce: value }) };
      },
    });
  }, nonce ?? '');
}

type TrustedTypes = { createPolicy(name: string, rules: object): unknown };

function trustWhatFlexMakes(names: string): void {
  if (!names.split(' ').includes('default')) return;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const asItIs = (text: string) => text;
  const rules = { createHTML: asItIs, createScript: asItIs, createScriptURL: asItIs };
  trustedTypes?.createPolicy('default', rules);
}

// One release in the real Flex UI from the first visit to the day the registry is gone: what `npm start` starts, seen by an agent.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Demo, startDemo } from '../../examples/flex-desktop/demo/start-demo.ts';
import {
  createConfiguration,
  createRelease,
  fetchActiveRelease,
  listConfiguredPlugins,
} from '../../src/client/index.ts';
import type { BootReport } from '../../src/domain/index.ts';
import { noteCommits, openDesktop, releaseKept } from './desktop-page.ts';

const CUSTOMER_HISTORY = 'plugin-customer-history';
const CALL_NOTES = 'plugin-call-notes';
const WRAP_UP_TIMER = 'plugin-wrap-up-timer';

// The tests tell one story: each goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let dataFolder: string;
let demo: Demo;
let page: Page;
let firstConfigurationSid: string;
const askedOrigins = new Set<string>();
const refusedByPolicy: string[] = [];

const history = () => page.getByRole('region', { name: 'Customer history' });
const notes = () => page.getByRole('region', { name: 'Call notes' });
const timer = () => page.getByRole('group', { name: 'Wrap-up timer' });

test.beforeAll(async ({ browser }) => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-e2e-'));
  demo = await start({ desktopPort: 0, registryPort: 0 });
  firstConfigurationSid = await activeConfigurationSid();
  page = await browser.newPage();
  await noteCommits(page);
  page.on('request', (request) => askedOrigins.add(new URL(request.url()).origin));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text());
  });
});

test.afterAll(async () => {
  await demo.close();
  await rm(dataFolder, { recursive: true });
});

const start = (ports: { desktopPort: number; registryPort: number }): Promise<Demo> =>
  startDemo({ dataFolder, ...ports, log: () => undefined });

async function activeConfigurationSid(): Promise<string> {
  const release = await fetchActiveRelease(demo.api);
  if (release === undefined) throw new Error('Nothing is released.');
  return release.configuration_sid;
}

// The README's picture is only rewritten when asked for, so that a test run leaves the tree clean.
const screenshotPath = (): string =>
  process.env['UPDATE_SCREENSHOT']
    ? join(import.meta.dirname, '../../docs/images/desktop.png')
    : test.info().outputPath('desktop.png');

const states = (report: BootReport) =>
  Object.fromEntries(report.outcomes.map(({ plugin, state }) => [plugin, state]));

const ALL_UP = {
  [CUSTOMER_HISTORY]: 'initialised',
  [CALL_NOTES]: 'initialised',
  [WRAP_UP_TIMER]: 'initialised',
};

test('an agent sees what the three released plugins add to Flex UI', async () => {
  const report = await openDesktop(page, demo.desktop.url);
  expect(states(report)).toEqual(ALL_UP);
  expect(report.origin).toBe('network');
  await expect(page.getByRole('button', { name: 'Available' })).toBeVisible();
  await expect(history().getByRole('heading', { name: 'Mara Lindqvist' })).toBeVisible();
  await expect(notes().getByRole('button', { name: 'Save notes' })).toBeVisible();
  await expect(timer().getByRole('timer')).toHaveText('0:00');
  await page.screenshot({ path: screenshotPath() });
});

test('a plugin starts only after the plugin it depends on', async () => {
  const { outcomes } = await openDesktop(page, demo.desktop.url);
  const timings = (name: string) => outcomes.find(({ plugin }) => plugin === name)?.timings;
  const dependencyUp = timings(CUSTOMER_HISTORY)?.init?.endMs;
  const dependentRuns = timings(CALL_NOTES)?.evaluate?.startMs;
  expect(dependencyUp).toEqual(expect.any(Number));
  expect(dependentRuns).toBeGreaterThanOrEqual(dependencyUp ?? Number.NaN);
});

test('a plugin works with what its dependency exports', async () => {
  await expect(notes()).toContainText('Second smart meter not reporting');
  await notes().getByRole('textbox').fill('Readings are back, case closed.');
  await notes().getByRole('button', { name: 'Save notes' }).click();
  await expect(notes().getByRole('status')).toHaveText('Saved to the history of Mara Lindqvist');
  await expect(history().getByRole('listitem').first()).toContainText(
    'Readings are back, case closed.',
  );
});

test('a plugin of the classic format reacts to the agent', async () => {
  await timer().getByRole('button', { name: 'Start' }).click();
  await expect(timer().getByRole('timer')).not.toHaveText('0:00');
  await timer().getByRole('button', { name: 'Done' }).click();
});

test('a release without one plugin takes its effect away', async () => {
  const plugins = [];
  for await (const it of listConfiguredPlugins(demo.api, firstConfigurationSid)) {
    const { plugin_version_sid: pluginVersionSid, phase, unique_name: name } = it;
    if (name !== WRAP_UP_TIMER) plugins.push({ pluginVersionSid, phase });
  }
  const { sid } = await createConfiguration(demo.api, { name: 'Without the timer', plugins });
  await createRelease(demo.api, { configurationSid: sid });

  const report = await openDesktop(page, demo.desktop.url);
  expect(states(report)).toEqual({
    [CUSTOMER_HISTORY]: 'initialised',
    [CALL_NOTES]: 'initialised',
  });
  await expect(history()).toBeVisible();
  await expect(notes()).toBeVisible();
  await expect(timer()).toHaveCount(0);
});

test('releasing the first configuration again brings it back', async () => {
  const { sid } = await createRelease(demo.api, { configurationSid: firstConfigurationSid });
  const report = await openDesktop(page, demo.desktop.url);
  expect(report.release?.releaseSid).toBe(sid);
  expect(states(report)).toEqual(ALL_UP);
  await expect(timer()).toBeVisible();
  await releaseKept(page, sid);
});

test('Flex UI asked nobody but the desktop and the registry, and the policy had nothing to refuse', () => {
  const own = [demo.desktop.url, demo.registry.url];
  const elsewhere = [...askedOrigins].filter(
    (origin) => origin !== 'null' && !own.includes(origin),
  );
  expect(elsewhere).toEqual([]);
  expect(refusedByPolicy).toEqual([]);
});

test('with the registry gone, all plugins start from the release that worked last', async () => {
  await demo.registry.close();

  const report = await openDesktop(page, demo.desktop.url);
  expect(report.origin).toBe('last-known-good');
  expect(report.release?.configurationSid).toBe(firstConfigurationSid);
  expect(report.failures.map(({ code }) => code)).toEqual(['registry-unreachable']);
  expect(states(report)).toEqual(ALL_UP);
  await expect(history().getByRole('heading', { name: 'Mara Lindqvist' })).toBeVisible();
  await expect(notes()).toContainText('Second smart meter not reporting');
  await expect(timer().getByRole('timer')).toHaveText('0:00');
});

test('started again on the same data, the same release is live and nothing is published', async () => {
  const [desktopPort, registryPort] = [demo.desktop.url, demo.registry.url].map((url) =>
    Number(new URL(url).port),
  ) as [number, number];
  await demo.desktop.close();
  demo = await start({ desktopPort, registryPort });
  expect(await activeConfigurationSid()).toBe(firstConfigurationSid);
  const report = await openDesktop(page, demo.desktop.url);
  expect(report.origin).toBe('network');
  expect(states(report)).toEqual(ALL_UP);
});

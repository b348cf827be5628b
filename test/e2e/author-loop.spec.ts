// The way of a plugin's author in the real Flex UI: make a plugin, test it, see it, change it, break it, go back, release it.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import {
  type AuthorDesktop,
  arm,
  bannerOf,
  expectReleased,
  follow,
  openAuthorDesktop,
} from './author-loop/author-desktop.ts';
import {
  linkPackages,
  PROJECT,
  plugboard,
  type RunningDev,
  run,
  startDev,
} from './author-loop/author-machine.ts';
import { openDesktop } from './desktop-page.ts';

// The tests tell one story: each goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let folder: string;
let plugin: string;
let desktop: AuthorDesktop;
let page: Page;
let dev: RunningDev;
const running: RunningDev[] = [];

/** Ended at the latest with the story, also where a step of it fails. */
function author(where: string): RunningDev {
  const started = startDev(where, ['--desktop', desktop.url]);
  running.push(started);
  return started;
}

test.beforeAll(async ({ launchOptions }) => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-plugin-'));
  plugin = join(folder, 'plugin-welcome');
  desktop = await openAuthorDesktop(launchOptions);
  ({ page } = desktop);
});

test.afterAll(async () => {
  await Promise.all(running.map((it) => it.stop()));
  await desktop.close();
  await rm(folder, { recursive: true });
});

const welcome = () => page.getByRole('note').filter({ hasText: 'agent' });

async function edit(file: string, change: (source: string) => string): Promise<void> {
  const path = join(plugin, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

// The picture is only rewritten when asked for, so that a test run leaves the tree clean.
const screenshotPath = (): string =>
  process.env['UPDATE_SCREENSHOT']
    ? join(PROJECT, 'docs/images/override.png')
    : test.info().outputPath('override.png');

test('a new plugin passes its own test and its own types at once', async () => {
  expect(await plugboard(['create', 'plugin-welcome'], folder)).toMatchObject({ code: 0 });
  await linkPackages(plugin);
  const tested = await run('npm', ['test'], plugin);
  expect(tested, tested.output).toMatchObject({ code: 0 });
  expect(tested.output).toContain('the header welcomes the agent by name');

  const tsc = join(PROJECT, 'node_modules/.bin/tsc');
  expect(await run(tsc, ['-b', 'src/testing'], PROJECT)).toMatchObject({ code: 0 });
  const typed = await run('npm', ['run', 'types'], plugin);
  expect(typed, typed.output).toMatchObject({ code: 0 });
});

test('its author opens the printed link, agrees, and sees it beside the released plugins', async () => {
  dev = author(plugin);
  const { link, url } = await dev.next('listening');
  await dev.next('built');
  expect(link).toMatch(/^http:\/\/desk\.test:\d+\/\?plugin-dev=plugin-welcome:\d+$/);
  expect(url).toMatch(/^http:\/\/localhost:\d+\/plugins\/plugin-welcome\.js$/);

  await arm(desktop);
  await follow(desktop, link);
  await expect(welcome()).toHaveText('Welcome, agent');
  await expect(welcome()).toHaveCSS('border-radius', '16px');
  await expect(bannerOf(page)).toContainText('Not the release: plugin-welcome:');
  await expectReleased(page);
});

test('a saved change comes onto the screen by itself', async () => {
  const from = dev.events.length;
  const savedAt = Date.now();
  await edit('src/welcome.tsx', (source) => source.replace('Welcome, ', 'Good to see you, '));
  await dev.next('built', from);
  const builtMs = Date.now() - savedAt;
  await expect(welcome()).toHaveText('Good to see you, agent');
  console.log(`saved to built ${builtMs} ms, saved to visible ${Date.now() - savedAt} ms`);
  await expect(bannerOf(page)).toBeVisible();
  await expectReleased(page);
  await page.screenshot({ path: screenshotPath() });
});

test('a change that does not build is told in the banner, and the last good build stays', async () => {
  const from = dev.events.length;
  await edit('src/welcome.tsx', (source) => source.replace('</p>', '</q>'));
  const { problems } = await dev.next('failed', from);
  expect(problems[0]).toMatchObject({ file: 'src/welcome.tsx', line: 9 });
  await expect(bannerOf(page).getByRole('alert')).toContainText('src/welcome.tsx:9:');
  await expect(welcome()).toHaveText('Good to see you, agent');
  await page.screenshot({ path: test.info().outputPath('does-not-build.png') });

  await edit('src/welcome.tsx', (source) =>
    source.replace('</q>', '</p>').replace('to see', 'to have'),
  );
  await expect(welcome()).toHaveText('Good to have you, agent');
  await expect(bannerOf(page).getByRole('alert')).toHaveCount(0);
});

test('a plugin of create-flex-plugin runs as it is, beside the first, with what Flex UI shares', async () => {
  const classic = join(folder, 'plugin-sample');
  await cp(join(import.meta.dirname, 'author-loop/plugin-sample'), classic, { recursive: true });
  // npm puts it there for @twilio/flex-plugin-scripts, whose dependency it is.
  await linkPackages(classic, ['@twilio/flex-plugin']);
  const second = author(classic);
  const { format, link } = await second.next('listening');
  expect(format).toBe('flex');
  const { bytes } = await second.next('built');
  // React, Redux and Flex UI are not in it.
  expect(bytes).toBeLessThan(30_000);
  const first = (await dev.next('listening')).link;
  await follow(desktop, `${first},${new URL(link).searchParams.get('plugin-dev')}`);

  const greeting = page.getByRole('note').filter({ hasText: 'First words' });
  await expect(greeting).toHaveText('First words, Available');
  await expect(greeting).toHaveCSS('color', 'rgb(255, 200, 0)');
  const badge = greeting.getByRole('img');
  await expect.poll(() => badge.evaluate((it: HTMLImageElement) => it.naturalWidth)).not.toBe(0);
  await expect(page.getByText('No tasks of the Night shift')).toBeVisible();
  await expect(welcome()).toHaveText('Good to have you, agent');

  const component = join(classic, 'src/components/WorkerGreeting/WorkerGreeting.jsx');
  const source = await readFile(component, 'utf8');
  await writeFile(component, source.replace('First words', 'First words again'));
  await expect(greeting).toHaveText('First words again, Available');
  await expectReleased(page);
  expect(await second.stop()).toBe(0);
});

test('one click ends it, and the release is what it was', async () => {
  await bannerOf(page).getByRole('button', { name: 'Back to the release' }).click();
  await expect(bannerOf(page)).toHaveCount(0);
  await openDesktop(page, desktop.url);
  await expect(welcome()).toHaveCount(0);
  await expectReleased(page);
  expect(await dev.stop()).toBe(0);
  expect(dev.events.at(-1)).toEqual({ event: 'stopped' });
});

test('built, deployed and released it is there for everybody, without a banner', async () => {
  const { accountSid, authToken } = desktop.registry.credentials;
  const login = {
    PLUGBOARD_URL: desktop.registry.url,
    PLUGBOARD_ACCOUNT_SID: accountSid,
    PLUGBOARD_AUTH_TOKEN: authToken,
  };
  for (const line of ['build', 'deploy', 'release --enable plugin-welcome@latest']) {
    const { code, output } = await plugboard(line.split(' '), plugin, login);
    expect(code, output).toBe(0);
  }
  await openDesktop(page, desktop.url);
  await expect(welcome()).toHaveText('Good to have you, agent');
  await expect(bannerOf(page)).toHaveCount(0);
  await expectReleased(page);
});

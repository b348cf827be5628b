// Grants in time: the same for half a day, valid for half a day more, and shared by all processes.
import { randomBytes } from 'node:crypto';
import { createGrants } from '../../../src/registry/readers/grants.ts';
import { openTestDatabase, type TestDatabase } from '../support/databases.ts';

const HOUR_MS = 60 * 60 * 1000;
const ACCOUNT = `AC${'1'.repeat(32)}`;
const BUNDLE = '2'.repeat(64);
const URL_OF_BUNDLE = `https://r.example/bundles/${ACCOUNT}/${BUNDLE}/bundle.js`;

let opened: TestDatabase;
let time = 0;
beforeAll(async () => {
  opened = await openTestDatabase('SQLite');
});
afterAll(() => opened.remove());

const open = () =>
  createGrants({ database: opened.database, now: () => new Date(time), randomBytes });
const grantIn = (url: string) => /~([^/]+)\//.exec(url)?.[1] ?? '';

test('a grant is valid for half a day at least and a day at most', async () => {
  const grants = await open();
  for (const hour of [0, 6, 11.9]) {
    time = hour * HOUR_MS;
    const grant = grantIn(grants.grant(URL_OF_BUNDLE));
    time = 23.9 * HOUR_MS;
    expect(grants.isValid(ACCOUNT, BUNDLE, grant)).toBe(true);
    time = 24 * HOUR_MS;
    expect(grants.isValid(ACCOUNT, BUNDLE, grant)).toBe(false);
  }
});

test('within half a day the address stays the same, so that caches find it', async () => {
  const grants = await open();
  time = HOUR_MS;
  const first = grants.grant(URL_OF_BUNDLE);
  expect(grants.renewedAt()).toBe(12 * HOUR_MS);
  time = 11 * HOUR_MS;
  expect(grants.grant(URL_OF_BUNDLE)).toBe(first);
});

test('a grant is for its bundle and its account, and every process takes it', async () => {
  const [one, other] = [await open(), await open()];
  time = 0;
  const grant = grantIn(one.grant(URL_OF_BUNDLE));
  expect(other.isValid(ACCOUNT, BUNDLE, grant)).toBe(true);
  expect(other.isValid(ACCOUNT, '3'.repeat(64), grant)).toBe(false);
  expect(other.isValid(`AC${'4'.repeat(32)}`, BUNDLE, grant)).toBe(false);
});

test('an address that is not of a hosted bundle gets none', async () => {
  const url = 'https://cdn.example/bundle.js';
  expect((await open()).grant(url)).toBe(url);
});

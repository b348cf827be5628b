// To whom `plugboard.openPanel()` shows the panel: to everybody, or to whom the host's option says.
import { IDBFactory } from 'fake-indexeddb';
import type { FlexUser, PlugboardGlobal } from '../../src/loader/index.ts';
import { aPlugin, createTestDesktop } from '../../src/testing/index.ts';

const ADA = { identity: 'ada', roles: ['agent'] };

beforeEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
  globalThis.indexedDB = new IDBFactory();
  // jsdom knows the element, and not how to show it.
  Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined });
});

const panel = () => document.querySelector('plugboard-panel');

/** Boots with this option and opens the panel; the codes of the faults that follow. */
async function open(option?: unknown) {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-crm')]);
  await desktop.boot({ manager: { user: ADA }, panel: option as () => boolean });
  const { plugboard } = globalThis as unknown as { plugboard: PlugboardGlobal };
  const refusal = await plugboard.openPanel().catch((error: unknown) => error);
  const faults = desktop.events.flatMap((it) => (it.type === 'fault' ? [it.failure.code] : []));
  return { refusal, faults };
}

it('without the option everybody may open the panel', async () => {
  expect(await open()).toEqual({ refusal: undefined, faults: [] });
  expect(panel()).not.toBeNull();
});

it('the option is asked with the user of the Manager, and true opens the panel', async () => {
  const option = jest.fn(({ roles }: FlexUser) => roles?.includes('agent') ?? false);
  expect(await open(option)).toEqual({ refusal: undefined, faults: [] });
  expect(option.mock.calls).toEqual([[ADA]]);
  expect(panel()).not.toBeNull();
});

it.each<[string, unknown]>([
  ['answers no', ({ roles }: FlexUser) => roles?.includes('supervisor')],
  ['answers something that is only true-ish', () => 'yes'],
  ['answers a promise', () => Promise.resolve(true)],
  ['throws', (user: { account: { isAdmin: boolean } }) => user.account.isAdmin],
  ['is no function', true],
])('an option that %s keeps the panel shut and says so with a code', async (_, option) => {
  const { refusal, faults } = await open(option);
  expect(refusal).toMatchObject({
    code: 'panel-not-allowed',
    message: expect.stringContaining('the option panel of bootstrap() did not answer true'),
  });
  expect(faults).toEqual(['panel-not-allowed']);
  expect(panel()).toBeNull();
});

// When the button that agrees to an override takes a click: only of a person who has had the screen before them.
import { parseDevOverrides } from '../../src/domain/index.ts';
import { startBoot } from '../../src/loader/boot.ts';
import { readOptions } from '../../src/loader/options.ts';
import { askConsent } from '../../src/loader/overrides/ask-consent.ts';

const page = { isVisible: true, isFocused: true };

beforeEach(() => {
  jest.useFakeTimers();
  Object.assign(page, { isVisible: true, isFocused: true });
  jest.spyOn(document, 'hasFocus').mockImplementation(() => page.isFocused);
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockImplementation(() => (page.isVisible ? 'visible' : 'hidden'));
  // jsdom knows the element, and not how to show it.
  Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined });
  ask();
});

afterEach(() => {
  button('Keep the release').click();
  jest.useRealTimers();
});

const root = () => document.querySelector('plugboard-consent')?.shadowRoot;
const button = (label: string): HTMLButtonElement => {
  const found = [...(root()?.querySelectorAll('button') ?? [])];
  return found.find(({ textContent }) => textContent === label) as HTMLButtonElement;
};
const isOffered = () => !button('Run it here').disabled;
const pass = (ms: number) => jest.advanceTimersByTime(ms);

const setFocus = (isFocused: boolean) => {
  page.isFocused = isFocused;
  globalThis.dispatchEvent(new Event(isFocused ? 'focus' : 'blur'));
};
const setVisible = (isVisible: boolean) => {
  page.isVisible = isVisible;
  document.dispatchEvent(new Event('visibilitychange'));
};

function ask(): void {
  const registry = { url: 'https://registry.example' };
  const boot = startBoot(readOptions({ flex: {}, manager: {}, registry }));
  const overrides = parseDevOverrides('plugin-crm:3105');
  if (overrides !== 'off') askConsent({ overrides }, boot);
}

it('consent is offered after 800 ms in which the screen was visible and in focus', () => {
  expect(isOffered()).toBe(false);
  pass(799);
  expect(isOffered()).toBe(false);
  pass(1);
  expect(isOffered()).toBe(true);
});

it.each([
  ['another window had the focus', setFocus],
  ['another tab was in front', setVisible],
])('the time begins anew after %s', (_, set) => {
  pass(700);
  set(false);
  pass(5_000);
  expect(isOffered()).toBe(false);
  set(true);
  pass(799);
  expect(isOffered()).toBe(false);
  pass(1);
  expect(isOffered()).toBe(true);
});

it.each([
  ['another window takes the focus', setFocus],
  ['another tab comes to the front', setVisible],
])('consent that was offered is taken back when %s', (_, set) => {
  pass(800);
  set(false);
  expect(isOffered()).toBe(false);
  set(true);
  expect(isOffered()).toBe(false);
});

it('a screen that is focused and hidden, or visible and not in focus, offers nothing', () => {
  setVisible(false);
  setFocus(true);
  pass(5_000);
  expect(isOffered()).toBe(false);
  setFocus(false);
  setVisible(true);
  pass(5_000);
  expect(isOffered()).toBe(false);
});

it('a page that lost the focus without an event offers nothing', () => {
  page.isFocused = false;
  pass(5_000);
  expect(isOffered()).toBe(false);
});

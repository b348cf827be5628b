/** @jest-environment node */
// A plugin whose source imports @twilio/flex-ui finds the fake Flex there, as docs/testing.md says.
import WrapUpTimerPlugin from '../../examples/plugins/plugin-wrap-up-timer/src/WrapUpTimerPlugin.tsx';
import { bootPlugin } from '../../src/testing/index.ts';

type Page = { Twilio?: { Flex: Record<string | symbol, unknown> } };

// In a project of its own the package is installed, and a mapping of the test runner does the same.
jest.mock(
  '@twilio/flex-ui',
  () => new Proxy({}, { get: (_, name) => (globalThis as Page).Twilio?.Flex[name] }),
  { virtual: true },
);

it('its listeners hear the actions of the desktop', async () => {
  jest.spyOn(console, 'log').mockReturnValue();
  const { outcome, manager, flex, rendered, clock, close } = await bootPlugin(WrapUpTimerPlugin, {
    name: 'plugin-wrap-up-timer',
  });
  expect(outcome.error).toBeUndefined();
  const [timer] = rendered('MainHeader') as { props: { clock: { elapsedMs(): number } } }[];
  manager.events.emit('taskWrapup', {});
  await clock.advance(12_000);
  await flex.Actions.invokeAction('CompleteTask');
  await clock.advance(5_000);
  expect(timer?.props.clock.elapsedMs()).toBe(12_000);
  close();
});

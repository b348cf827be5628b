/** @jest-environment node */
// The fake Flex keeps the rules of Flex UI 2.17.1 that plugins rely on.
import { createFakeHost, type FakeFlex, type FakeHost } from '../../src/testing/index.ts';

let host: FakeHost;
let flex: FakeFlex;

beforeEach(() => {
  host = createFakeHost();
  flex = host.flex;
});

const element = (key: string | null) => ({ type: 'b', key, props: {} });
const keysIn = (component: string, props?: unknown) =>
  host.contentOf(component, props).map((it) => (it as { key: string }).key);

describe('Content', () => {
  it('any component has its own, nested ones too', () => {
    flex.MainHeader.Content.add(element('header'));
    flex.AgentDesktopView.Panel1.Content.add(element('panel'));
    const unlisted = flex['SomeNewCanvas'] as FakeFlex['MainHeader'];
    unlisted.Content.add(element('new'));
    expect(keysIn('MainHeader')).toEqual(['header']);
    expect(keysIn('AgentDesktopView.Panel1')).toEqual(['panel']);
    expect(keysIn('AgentDesktopView')).toEqual([]);
    expect(keysIn('SomeNewCanvas')).toEqual(['new']);
  });

  it('is shown by sortOrder, and what stands at the end comes last', () => {
    const { Content } = flex.TaskCanvas;
    Content.add(element('end'), { align: 'end', sortOrder: -5 });
    Content.add(element('second'));
    Content.add(element('last'), { sortOrder: 10 });
    Content.add(element('first'), { sortOrder: -1 });
    expect(keysIn('TaskCanvas')).toEqual(['first', 'second', 'last', 'end']);
  });

  it('a replacement takes the place of everything beside it, and the last one wins', () => {
    const { Content } = flex.CRMContainer;
    Content.add(element('added'));
    Content.replace(element('one'));
    const takeBack = Content.replace(element('two'));
    Content.add(element('late'));
    expect(keysIn('CRMContainer')).toEqual(['two']);
    takeBack();
    expect(keysIn('CRMContainer')).toEqual(['one']);
  });

  it('is removed by key, whenever it was added, and comes back when that is undone', () => {
    const { Content } = flex.SideNav;
    const undo = Content.remove('late');
    Content.add(element('late'));
    expect(keysIn('SideNav')).toEqual([]);
    undo();
    expect(keysIn('SideNav')).toEqual(['late']);
  });

  it('asks `if` with the props of the component', () => {
    const isVoice = (props: unknown) => (props as { channel: string }).channel === 'voice';
    flex.TaskInfoPanel.Content.add(element('calls'), { if: isVoice });
    flex.TaskInfoPanel.Content.add(element('all'));
    flex.TaskInfoPanel.Content.remove('all', { if: isVoice });
    expect(keysIn('TaskInfoPanel', { channel: 'voice' })).toEqual(['calls']);
    expect(keysIn('TaskInfoPanel', { channel: 'chat' })).toEqual(['all']);
  });

  it('refuses an element without a key, as Flex does when it renders', () => {
    flex.MainHeader.Content.add(element(null));
    expect(() => host.contentOf('MainHeader')).toThrow(
      'MainHeader.Content holds an element without a key; Flex UI refuses it.',
    );
  });

  it('what adds content gives back what takes it away', () => {
    const takeAway = flex.MainHeader.Content.add(element('brief'));
    takeAway();
    takeAway();
    expect(keysIn('MainHeader')).toEqual([]);
  });
});

describe('Actions', () => {
  it('run after their before listeners and before their after listeners, with one payload', async () => {
    const steps: string[] = [];
    const note = (step: string) => (payload: unknown) => {
      steps.push(`${step} ${(payload as { sid: string }).sid}`);
    };
    flex.Actions.addListener('afterOpenCrm', note('after'));
    flex.Actions.addListener('beforeOpenCrm', note('before'));
    flex.Actions.registerAction('OpenCrm', note('action'));
    await flex.Actions.invokeAction('OpenCrm', { sid: 'WR1' });
    expect(steps).toEqual(['before WR1', 'action WR1', 'after WR1']);
    expect(host.invokedActions).toEqual([{ action: 'OpenCrm', payload: { sid: 'WR1' } }]);
  });

  it('a before listener may cancel, and then nothing of it happens', async () => {
    const action = jest.fn();
    const after = jest.fn();
    flex.Actions.registerAction('OpenCrm', action);
    flex.Actions.addListener('afterOpenCrm', after);
    flex.Actions.addListener('beforeOpenCrm', (_: unknown, cancel: () => void) => cancel());
    await expect(flex.Actions.invokeAction('OpenCrm')).rejects.toThrow(
      'Action OpenCrm cancelled by before event',
    );
    expect(action).not.toHaveBeenCalled();
    expect(after).not.toHaveBeenCalled();
  });

  it('the newest replacement runs, and decides about the one before it and the original', async () => {
    const original = jest.fn((payload: unknown) => `original ${String(payload)}`);
    flex.Actions.registerAction('OpenCrm', original);
    flex.Actions.replaceAction('OpenCrm', (payload, _, next) => next(`${String(payload)} first`));
    flex.Actions.replaceAction('OpenCrm', (payload, _, next) => next(`${String(payload)} second`));
    expect(await flex.Actions.invokeAction('OpenCrm', 'x')).toBe('original x second first');

    flex.Actions.replaceAction('OpenCrm', (payload, run) => run(payload));
    expect(await flex.Actions.invokeAction('OpenCrm', 'y')).toBe('original y');
  });

  it("Flex's own actions are there, others have to be registered", async () => {
    await flex.Actions.invokeAction('SetActivity', { activitySid: 'WA1' });
    await expect(flex.Actions.invokeAction('SetActivty')).rejects.toThrow(
      'Action SetActivty does not exist!',
    );
  });

  it('a listener that throws is told on the console and stops nothing', async () => {
    const told = jest.spyOn(console, 'error').mockReturnValue();
    const thrown = new Error('a listener');
    const after = jest.fn();
    flex.Actions.addListener('beforeHangupCall', () => {
      throw thrown;
    });
    flex.Actions.addListener('afterHangupCall', after);
    await flex.Actions.invokeAction('HangupCall');
    expect(told).toHaveBeenCalledWith('A listener of beforeHangupCall failed:', thrown);
    expect(after).toHaveBeenCalledTimes(1);
  });

  it('a listener that was removed hears nothing', async () => {
    const listener = jest.fn();
    flex.Actions.addListener('beforeHangupCall', listener);
    flex.Actions.removeListener('beforeHangupCall', listener);
    await flex.Actions.invokeAction('HangupCall');
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('the Manager', () => {
  it('has a store in which a plugin has its own part', () => {
    const { store } = host.manager;
    const seen: unknown[] = [];
    store.addReducer('crm', (state = { open: 0 }, action) =>
      action.type === 'crm/open' ? { open: (state as { open: number }).open + 1 } : state,
    );
    expect(store.getState()).toMatchObject({ crm: { open: 0 }, flex: { session: {} } });
    const stop = store.subscribe(() => seen.push(store.getState()['crm']));
    expect(store.dispatch({ type: 'crm/open' })).toEqual({ type: 'crm/open' });
    stop();
    store.dispatch({ type: 'crm/open' });
    expect(seen).toEqual([{ open: 1 }]);
    expect(store.getState()['crm']).toEqual({ open: 2 });
    expect(() => store.dispatch((() => undefined) as never)).toThrow('no middleware');
  });

  it('is the one that Manager.getInstance() gives', () => {
    expect(flex.Manager.getInstance()).toBe(host.manager);
  });

  it('tells events to listeners, once to those that asked for one', () => {
    const always = jest.fn();
    const once = jest.fn();
    const { events } = host.manager;
    events.on('taskAccepted', always);
    events.once('taskAccepted', once);
    expect(events.emit('taskAccepted', { taskSid: 'WT1' })).toBe(true);
    events.emit('taskAccepted', { taskSid: 'WT2' });
    expect(always.mock.calls).toEqual([[{ taskSid: 'WT1' }], [{ taskSid: 'WT2' }]]);
    expect(once).toHaveBeenCalledTimes(1);
    events.off('taskAccepted', always);
    expect(events.emit('taskAccepted', {})).toBe(false);
  });

  it('merges configuration deeply', () => {
    host.manager.updateConfig(
      { componentProps: { A: { x: 1 } } },
      { componentProps: { A: { y: 2 } } },
    );
    expect(host.manager.configuration).toEqual({ componentProps: { A: { x: 1, y: 2 } } });
  });

  it('and the namespace take parts from the test', () => {
    const { flex, manager } = createFakeHost({
      flex: { VERSION: '2.9.0', TaskHelper: { isCallTask: () => true } },
      manager: { user: { identity: 'ada' }, conversationsClient: 'given' },
    });
    expect(flex.VERSION).toBe('2.9.0');
    expect((flex['TaskHelper'] as { isCallTask(): boolean }).isCallTask()).toBe(true);
    expect(manager.user).toEqual({ identity: 'ada', roles: ['agent'] });
    expect(manager['conversationsClient']).toBe('given');
  });
});

describe('Notifications', () => {
  beforeEach(() => {
    flex.Notifications.registerNotification({ id: 'saved', content: 'Saved', timeout: 0 });
  });

  it('are shown with their context, and dismissed', () => {
    const told: string[] = [];
    flex.Notifications.addListener('notificationAdded', ({ id }: { id: string }) =>
      told.push(`+${id}`),
    );
    flex.Notifications.addListener('notificationDismissed', ({ id }: { id: string }) =>
      told.push(`-${id}`),
    );
    expect(flex.Notifications.showNotification('saved', { sid: 'WT1' })).toMatchObject({
      content: 'Saved',
      context: { sid: 'WT1' },
    });
    flex.Notifications.showNotificationSingle('saved');
    expect(flex.Notifications.activeNotifications).toHaveLength(1);
    flex.Notifications.dismissNotificationById('saved');
    expect(flex.Notifications.isNotificationActive('saved')).toBe(false);
    expect(told).toEqual(['+saved', '-saved']);
  });

  it('a listener may keep one from being shown', () => {
    flex.Notifications.addListener('beforeAddNotification', (_: unknown, cancel: () => void) =>
      cancel(),
    );
    expect(flex.Notifications.showNotification('saved')).toBeNull();
    expect(flex.Notifications.activeNotifications).toEqual([]);
  });

  it('are registered once and shown only when registered', () => {
    expect(() => flex.Notifications.registerNotification({ id: 'saved' })).toThrow('registered');
    expect(flex.Notifications.showNotification('unknown')).toBeNull();
  });
});

it('nothing but components is made up', async () => {
  expect(flex['useFlexSelector']).toBeUndefined();
  expect((flex.MainHeader as unknown as Record<string, unknown>)['$$typeof']).toBeUndefined();
  expect(await Promise.resolve(flex)).toBe(flex);
  expect(flex.MainHeader).toBe(flex.MainHeader);
  expect(flex.MainHeader({ children: 'shown' })).toBe('shown');
});

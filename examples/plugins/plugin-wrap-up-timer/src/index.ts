// The entry that flex-plugin-builder expects: it must contain loadPlugin exactly once.
import * as FlexPlugin from '@twilio/flex-plugin';
import WrapUpTimerPlugin from './WrapUpTimerPlugin.tsx';

FlexPlugin.loadPlugin(WrapUpTimerPlugin);

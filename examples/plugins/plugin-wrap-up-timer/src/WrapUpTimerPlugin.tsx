// The plugin: a clock that Flex's own events start and stop, and the timer in the header that shows it.

import { FlexPlugin } from '@twilio/flex-plugin';
import type * as Flex from '@twilio/flex-ui';
import { Actions } from '@twilio/flex-ui';
import * as React from 'react';
import { createWrapUpClock } from './wrap-up-clock.ts';
import { WrapUpTimer } from './wrap-up-timer.tsx';

const PLUGIN_NAME = 'WrapUpTimerPlugin';

export default class WrapUpTimerPlugin extends FlexPlugin {
  constructor() {
    super(PLUGIN_NAME);
  }

  init(flex: typeof Flex, manager: Flex.Manager): void {
    const clock = createWrapUpClock(() => Date.now());
    flex.MainHeader.Content.add(<WrapUpTimer key="wrap-up-timer" clock={clock} />, {
      sortOrder: -1,
      align: 'end',
    });
    manager.events.addListener('taskWrapup', clock.start);
    Actions.addListener('afterCompleteTask', clock.stop);
  }
}

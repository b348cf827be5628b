import { FlexPlugin } from '@twilio/flex-plugin';
import * as Flex from '@twilio/flex-ui';
import React from 'react';

import WorkerGreeting from './components/WorkerGreeting/WorkerGreeting';

const PLUGIN_NAME = 'SamplePlugin';

export default class SamplePlugin extends FlexPlugin {
  constructor() {
    super(PLUGIN_NAME);
  }

  // oxlint-disable-next-line typescript/no-misused-promises -- as create-flex-plugin writes it
  async init(flex, manager) {
    manager.strings.NoTasks = `No tasks of the ${process.env.FLEX_APP_TEAM}`;
    flex.MainHeader.Content.add(<WorkerGreeting key={`${PLUGIN_NAME}-greeting`} />, {
      sortOrder: -1,
    });
    Flex.Actions.addListener('afterSetActivity', () => undefined);
  }
}

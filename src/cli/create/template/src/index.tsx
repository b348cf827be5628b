// The plugin: the loader constructs it once and calls init() before Flex UI renders for the first time.
import * as React from 'react';
import type { Flex, Manager } from './flex.ts';
import { Welcome } from './welcome.tsx';

export default class TemplatePlugin {
  init(flex: Flex, manager: Manager): void {
    flex.MainHeader.Content.add(<Welcome key="plugin-template" name={manager.user.identity} />, {
      sortOrder: -1,
      align: 'end',
    });
  }
}

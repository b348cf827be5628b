import * as FlexPlugin from '@twilio/flex-plugin';

import SamplePlugin from './SamplePlugin';

FlexPlugin.loadPlugin(SamplePlugin);

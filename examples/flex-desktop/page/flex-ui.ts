// The real @twilio/flex-ui with the few types this page needs, offered as window.Twilio.Flex as Twilio's CDN build does.
// Its own types are left out: 700 MB of packages would have to be installed to check a page of a hundred lines.
import type { ComponentType } from 'react';

export type FlexManager = { readonly user: unknown };

export type FlexUi = {
  readonly VERSION: string;
  readonly Manager: { create(configuration: object): Promise<FlexManager> };
  readonly ContextProvider: ComponentType<{ manager: FlexManager }>;
  readonly RootContainer: ComponentType;
};

declare global {
  interface Window {
    Twilio?: { Flex?: unknown };
  }
}

export const flex: FlexUi = require('@twilio/flex-ui');

window.Twilio ??= {};
window.Twilio.Flex ??= flex;

// Finds out which registry a hosted loader belongs to, and the token of the agent who is signed in.

/** What is read of Flex's Manager. */
export type HostedManager = {
  readonly configuration?: { readonly pluginService?: { readonly url?: unknown } };
  readonly store?: { getState?(): unknown };
};

export type HostedRegistry = { readonly url: string; readonly accountSid: string | undefined };

/** The registry is where the script came from; where Flex put its text into the page, where Flex found the list. */
export function registryOf(scriptUrl: string, manager: HostedManager): HostedRegistry {
  for (const address of [scriptUrl, manager.configuration?.pluginService?.url]) {
    if (typeof address !== 'string' || !URL.canParse(address, document.baseURI)) continue;
    const { protocol, origin, searchParams } = new URL(address, document.baseURI);
    if (address === '' || !/^https?:$/.test(protocol)) continue;
    return { url: origin, accountSid: searchParams.get('AccountSid') ?? undefined };
  }
  throw new Error('Plugboard cannot tell which registry it was loaded from.');
}

type Session = { flex?: { session?: { ssoTokenPayload?: { token?: unknown } } } };

/** Flex keeps it in its store. Source: @twilio/flex-ui 2.17.1. */
export function flexToken(manager: HostedManager): string | undefined {
  const state = manager.store?.getState?.() as Session | undefined;
  const token = state?.flex?.session?.ssoTokenPayload?.token;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

// What a page says to the loader.

export type BootScriptOptions = {
  readonly registry: string;
  readonly policy?: 'network-first' | 'last-known-good-first';
};

/**
 * `quietMs` is shorter than its default, so that the release is kept before the browser is closed; it begins
 * when the boot is over.
 */
export function bootScript({ registry, policy = 'network-first' }: BootScriptOptions): string {
  return `Plugboard.bootstrap({
flex:{VERSION:'2.17.1',Plugins:{init(){}}},manager:{},
registry:{url:${JSON.stringify(registry)}},policy:${JSON.stringify(policy)},
timeouts:{bootMs:30000,bundleMs:25000,manifestMs:10000,quietMs:300}});`;
}

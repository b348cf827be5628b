// When the plugin stage of a boot of Flex UI began, as the page saw it.

/** Milliseconds since the start of the navigation; absent where it has not happened. */
export type StageMoments = {
  /** `Manager.create` resolved: from here on a page may start plugins. */
  readonly managerMs: number | undefined;
  /** Flex UI's own loader asked for its list, inside `Manager.create`. */
  readonly listMs: number | undefined;
};

export type PluginLoader = 'plugboard' | 'flex';

/** Each loader's stage begins where it gets its turn. Undefined when it never did. */
export function stageStart(loader: PluginLoader, moments: StageMoments): number | undefined {
  return loader === 'flex' ? moments.listMs : moments.managerMs;
}

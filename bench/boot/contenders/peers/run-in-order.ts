// Starts plugins after their dependencies, for the peers that leave this order to the page that hosts them.

type Ordered = { readonly name: string; readonly dependencies: readonly string[] };

/**
 * Runs `start` once for each plugin, after that of its dependencies; plugins that do not need each
 * other start in parallel. Rejects when a plugin is listed before one that it needs.
 */
export async function runInOrder<Plugin extends Ordered>(
  plugins: readonly Plugin[],
  start: (plugin: Plugin) => Promise<void>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  for (const plugin of plugins) {
    const before = plugin.dependencies.map((name) => {
      const dependency = started.get(name);
      if (!dependency) throw new Error(`${plugin.name} is listed before ${name}.`);
      return dependency;
    });
    started.set(
      plugin.name,
      Promise.all(before).then(() => start(plugin)),
    );
  }
  await Promise.all(started.values());
}

// Which release a rollback goes back to: pure. To release a configuration again is to go back to where it was live
// first, so a second rollback goes one further back, and not forth to what was just left.

/** `releases` from the newest, which is live, to the first. Undefined where nothing was live before. */
export function stepBack<Release extends { readonly configuration_sid: string }>(
  releases: readonly Release[],
): Release | undefined {
  const path: Release[] = [];
  for (const release of [...releases].reverse()) {
    const { configuration_sid: configuration } = release;
    const at = path.findIndex(({ configuration_sid }) => configuration_sid === configuration);
    if (at < 0) path.push(release);
    else path.length = at + 1;
  }
  return path.at(-2);
}

// Reads which version of which plugin is meant: `name version`, or `name@version` as --enable takes it.

export type NamedVersion = { readonly name: string; readonly version: string | undefined };

export function namedVersion([name = '', version]: readonly string[]): NamedVersion {
  if (version !== undefined) return { name, version };
  const at = name.indexOf('@');
  if (at < 1 || at === name.length - 1) return { name, version };
  return { name: name.slice(0, at), version: name.slice(at + 1) };
}

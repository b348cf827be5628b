// The address that starts a desktop with a local build.
import { type DevOverride, formatDevOverride, parseDevOverrides } from '../../domain/index.ts';
import { usageError } from '../failures/usage-error.ts';

export type LocalBuild = { readonly plugin: string; readonly port: number };

/** Throws a usage error for anything but an http(s) address. */
export function readDesktop(address: string | undefined): URL | undefined {
  if (address === undefined) return undefined;
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return new URL(address);
  throw usageError(
    `${address} is no web address.`,
    'A desktop is at https://… or http://localhost…',
  );
}

/** Without a desktop only its end is known. */
export function desktopLink(desktop: URL | undefined, build: LocalBuild): string {
  const parameter = `plugin-dev=${formatDevOverride({ kind: 'local', ...build })}`;
  if (!desktop) return `…?${parameter}`;
  const { origin, pathname, search, hash } = desktop;
  return `${origin}${pathname}${search === '' ? '?' : `${search}&`}${parameter}${hash}`;
}

/** Throws a usage error where no link could name this build. */
export function requireLinkable(build: LocalBuild): void {
  const wanted: DevOverride = { kind: 'local', ...build };
  try {
    const [read] = [parseDevOverrides(formatDevOverride(wanted))].flat();
    if (JSON.stringify(read) === JSON.stringify(wanted)) return;
  } catch {
    // Said below, in the words of this command.
  }
  throw usageError(
    `${build.plugin} at port ${build.port} cannot be named in a link.`,
    'A name begins with a letter or digit; a port is from 1024 to 65535.',
  );
}

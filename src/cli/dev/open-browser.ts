// Opens an address in the person's browser.
import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // No shell takes part, which would have its own idea of the characters in an address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** `onFailure` hears why it could not be opened, if the system says. */
export function openBrowser(url: string, onFailure: (reason: string) => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', (error) => onFailure(error.message));
  child.unref();
}

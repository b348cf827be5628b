// Reloads the desktop when a dev server has built anew: each message of its event stream means a new build.

/** Longer than any sentence about one mistake; the terminal has all of it. */
const MOST_CHARACTERS = 300;

/**
 * A dev server serves `http://localhost:<port>/plugins/<name>.events` as an event stream, with CORS. One
 * that does not, such as Twilio's, answers 404, and the browser does not ask it again. `onFailure` hears in
 * words that a change does not build; the desktop then goes on with the build before it.
 */
export function watchDevServers(
  bundleUrls: readonly string[],
  onFailure: (reason: string) => void,
): void {
  for (const url of bundleUrls) {
    const source = new EventSource(url.replace(/\.js$/, '.events'));
    source.addEventListener('message', () => location.reload());
    source.addEventListener('build-failed', ({ data }: MessageEvent<string>) =>
      onFailure(data.slice(0, MOST_CHARACTERS)),
    );
  }
}

// Reloads the desktop when a dev server has built anew: each message of its event stream means a new build.

/**
 * A dev server serves `http://localhost:<port>/plugins/<name>.events` as an event stream, with CORS. One
 * that does not, such as Twilio's, answers 404, and the browser does not ask it again.
 */
export function watchDevServers(bundleUrls: readonly string[]): void {
  for (const url of bundleUrls) {
    const source = new EventSource(url.replace(/\.js$/, '.events'));
    source.addEventListener('message', () => location.reload());
  }
}

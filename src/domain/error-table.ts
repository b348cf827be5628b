// Every error code of a boot with its sentence; `{name}` is filled from the error's details.
// docs/errors.md explains each one, and a test holds the two together.

export const ERROR_TABLE = {
  'option-invalid': 'The option {option} of bootstrap() is not usable: {reason}.',

  'registry-unreachable': 'No answer came from the registry at {url}.',
  'registry-timeout': 'The registry at {url} did not answer within {timeoutMs} ms.',
  'registry-status': 'The registry at {url} answered with status {status}.',
  'registry-refused': 'The registry at {url} refused the request with status {status}.',
  'registry-not-json': 'The registry at {url} answered with something that is not JSON: {excerpt}',
  'manifest-shape': 'The release manifest is not usable: {field} is missing or malformed.',
  'no-active-release': 'The account has no active release.',
  'no-release': 'No release could be had from the registry, the cache or the page.',
  'authorize-failed': 'authorize() did not supply headers for the registry: {reason}.',

  'cache-unavailable': 'IndexedDB cannot be used in this browser: {reason}.',
  'cache-timeout': 'IndexedDB did not answer within {timeoutMs} ms.',
  'cache-corrupt': 'The cached release was thrown away: {reason}.',
  'cache-newer': 'The cached release was written by a newer Plugboard (format {format}).',
  'cache-write-failed': 'The healthy release could not be kept for the next boot: {reason}.',
  'cache-expired': 'The cached release is older than {maxAgeMs} ms.',

  'entry-invalid': 'The manifest entry of {plugin} is not usable: {field} is missing or malformed.',
  'plugin-duplicate': 'The release lists {plugin} more than once; the first entry is used.',
  'plugin-archived': '{plugin} is archived and must not be loaded.',
  'plugin-quarantined':
    '{plugin}@{version} ended two boots of this browser in a row and is left out until its version changes.',
  'url-not-allowed': 'The bundle address of {plugin} is not on an allowed origin: {origin}.',
  'integrity-malformed': 'The integrity value of {plugin} is malformed; a browser would ignore it.',
  'integrity-required': '{plugin} has no integrity value and this page requires one.',
  'engine-mismatch': '{plugin} needs {engine} {range}, this desktop runs {running}.',
  'dependency-missing': '{plugin} needs {dependency} {range}, which this release does not contain.',
  'dependency-version': '{plugin} needs {dependency} {range}, this release has {found}.',
  'dependency-later-phase':
    '{plugin} in phase {phase} needs {dependency}, which starts only in phase {dependencyPhase}.',
  'dependency-cycle': '{plugin} depends on itself: {path}.',
  'dependency-refused':
    '{plugin} needs {dependency}, which cannot be loaded because of {root}: {rootCode}.',
  'dependency-failed':
    '{plugin} needs {dependency}, which did not start because of {root}: {rootCode}.',

  'bundle-unreachable': 'The bundle of {plugin} could not be fetched from {url}.',
  'bundle-timeout': 'The bundle of {plugin} did not arrive within {timeoutMs} ms.',
  'bundle-status': 'The bundle of {plugin} was answered with status {status}.',
  'bundle-html': 'A web page came instead of the bundle of {plugin} (status {status}).',
  'bundle-mime':
    'The bundle of {plugin} came with content type {contentType}, which a browser does not run.',
  'integrity-mismatch': 'The bytes of {plugin} differ from what was published (integrity).',
  'integrity-unverifiable':
    'The host of {plugin} sends no CORS headers, so its integrity cannot be checked.',
  'csp-blocked': 'The Content-Security-Policy of the page blocks {plugin} ({directive}).',

  'bundle-syntax': 'The bundle of {plugin} is not valid JavaScript: {reason}',
  'bundle-threw': 'The bundle of {plugin} threw while it was evaluated: {reason}',
  'bundle-import':
    'The bundle of {plugin} imports {specifier}, which it does not declare as a dependency.',
  'evaluate-timeout': 'The bundle of {plugin} did not finish evaluating within {timeoutMs} ms.',
  'plugin-not-registered': 'The bundle of {plugin} ran but registered no plugin.',
  'plugin-registered-late':
    '{plugin} registered after its bundle had run or its time was over; it was refused.',

  'plugin-shape': '{plugin} does not offer a plugin: {reason}.',
  'constructor-threw': 'The constructor of {plugin} threw: {reason}',
  'init-threw': 'init() of {plugin} failed: {reason}',
  'init-timeout': 'init() of {plugin} did not settle within {timeoutMs} ms.',

  'override-invalid':
    'The parameter {parameter} of the address was ignored: it says {excerpt}, which is no list of plugins.',
  'override-framed': 'Overrides are refused in a page that is shown inside another page.',
  'override-not-allowed': 'This desktop does not allow overrides to the person who is signed in.',
  'override-not-armed':
    'Overrides are not switched on in this browser; the panel of the desktop switches them on.',
  'override-expired': 'What was overridden in this tab is over: its time was up.',
  'override-storage': 'What this tab remembered of overrides is unusable and was forgotten.',
  'override-mandatory': '{plugin} cannot be left out, because {root} is mandatory.',
  'override-unknown': 'The release does not list {plugin}, so there is nothing to leave out.',
  'override-no-release': 'There is no release that could be overridden.',
  'override-version': '{plugin}@{version} could not be had from the registry: {reason}.',
  'local-network-denied':
    'The browser does not let this page reach {url}: access to the local network is denied.',
  'panel-not-allowed': 'The panel was not opened: {reason}.',
  'companion-unavailable':
    'The script plugboard-{companion}.js, next to the script of the loader, could not be loaded.',

  'internal-error': 'Plugboard itself failed, which is a bug of ours: {reason}',
  'boot-deadline': '{plugin} was not ready when the boot ended after {timeoutMs} ms.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_TABLE;

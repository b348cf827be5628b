// What a contender of the boot benchmark is: a way to turn one release into the files of three origins.

/** One plugin of the release that every contender boots. */
export type WorkPlugin = {
  readonly name: string;
  /** Exact semver version. */
  readonly version: string;
  /** Names of the plugins that must be evaluated and initialised before this one. */
  readonly dependencies: readonly string[];
  /**
   * About 30 KB of real minified statements, the same for every contender and other for every plugin.
   * They run when the bundle is evaluated, and leave nothing in the global scope when they are put
   * into a function or a module.
   */
  readonly code: string;
};

/** In an order in which every plugin stands after its dependencies. */
export type Work = readonly WorkPlugin[];

export type SiteFile = {
  readonly body: string;
  /** A MIME type, such as `text/javascript`. */
  readonly type: string;
  /** `revalidate` is `no-cache` with an ETag; `immutable` lasts a year. */
  readonly cache: 'revalidate' | 'immutable';
  /** In the place of what all files are sent with. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** The files of one origin, by path from `/`. All are sent with CORS headers and compressed. */
export type Files = Readonly<Record<string, SiteFile>>;

/** The three origins of a boot. Each has its own handshake. */
export type Origins = {
  readonly desktop: string;
  readonly registry: string;
  readonly cdn: string;
};

export type Site = {
  /** Has `/`, the page that is opened. */
  readonly desktop: Files;
  /** What names the live release; empty for a contender that knows it up front. */
  readonly registry: Files;
  /** The bundles of the plugins. */
  readonly cdn: Files;
  /** Paths of `desktop` behind which the registry stands; with the registry down they answer 502. */
  readonly proxiedPaths?: readonly string[];
};

/**
 * The page of every contender starts with `recorder` as its first script. That script defines
 * `bench.evaluated(name)`, to be called at the end of the evaluation of each bundle, and
 * `bench.init(name)`, to be called as the init (mount, activate, setup) of each plugin by whatever
 * lifecycle the contender has; when the last plugin was initialised the boot is over.
 */
export type Contender = {
  /** As it stands in the tables. */
  readonly name: string;
  /** npm packages it runs, to print their versions. */
  readonly packages: readonly string[];
  build(work: Work, origins: Origins, recorder: string): Promise<Site>;
};

// What a registry can be told about the bundles that it hosts, and what holds where nothing was said.

export type S3Settings = {
  /** Address of the bucket with its path, such as `https://s3.eu-central-1.amazonaws.com/my-bucket/plugins`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type ExternalBundleSettings = {
  /** Host names whose bundles are fetched when a version names them; `*.example.com` for all below, `*` for any. */
  readonly hosts: readonly string[];
  /** Whether a host may be on a private network or on this machine. Default false. */
  readonly allowPrivate?: boolean;
};

export type HostingSettings = {
  /** Most bytes of one bundle's files together, source maps not counted. Default 10 MB, as at Twilio. */
  maxBundleBytes: number;
  /** Keeps bundle bytes in an S3-compatible store. Default: in the data folder. */
  s3: S3Settings | undefined;
  /**
   * Bundles hosted elsewhere whose bytes the registry fetches when their version is created, to compute integrity.
   * Default: none.
   */
  externalBundles: ExternalBundleSettings | undefined;
  /**
   * What the list of plugins that Flex UI itself reads contains: every plugin of the active release, or only our
   * loader, which brings the rest with its own guarantees. Default `plugins`.
   */
  flexList: 'plugins' | 'loader';
  /** File of the loader that Flex runs as a plugin. Default: the one of this package. */
  hostedLoaderFile: string | undefined;
};

export const DEFAULT_HOSTING: HostingSettings = {
  maxBundleBytes: 10 * 1024 * 1024,
  s3: undefined,
  externalBundles: undefined,
  flexList: 'plugins',
  hostedLoaderFile: undefined,
};

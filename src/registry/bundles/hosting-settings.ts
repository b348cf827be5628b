// What a registry can be told about the bundles that it hosts, and what holds where nothing was said.

export type S3Settings = {
  /** Address of the bucket with its path, such as `https://s3.eu-central-1.amazonaws.com/my-bucket/plugins`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type HostingSettings = {
  /** Most bytes of one bundle's files together, source maps not counted. Default 10 MB, as at Twilio. */
  maxBundleBytes: number;
  /** Keeps bundle bytes in an S3-compatible store. Default: in the data folder. */
  s3: S3Settings | undefined;
};

export const DEFAULT_HOSTING: HostingSettings = {
  maxBundleBytes: 10 * 1024 * 1024,
  s3: undefined,
};

// Reads the registry's options from environment variables; docs/operations.md lists them. A wrong value is an error
// that names the variable, never a default in silence.
import { isSid } from '../domain/index.ts';
import type { ExternalBundleSettings, S3Settings } from './bundles/hosting-settings.ts';
import type { LogLevel, RegistryOptions } from './options.ts';
import type { FlexTokenSettings } from './readers/reader-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function optionsFromEnvironment(env: Environment): Partial<RegistryOptions> {
  return withoutUndefined({
    dataFolder: env['PLUGBOARD_DATA'],
    port: readNumber(env, 'PLUGBOARD_PORT', 65_535),
    host: env['PLUGBOARD_HOST'],
    databaseUrl: env['PLUGBOARD_DATABASE_URL'],
    credentials: readCredentials(env),
    corsOrigins: readList(env['PLUGBOARD_CORS_ORIGINS']),
    publicUrl: readOrigin(env, 'PLUGBOARD_PUBLIC_URL'),
    logLevel: readChoice(env, 'PLUGBOARD_LOG_LEVEL', LOG_LEVELS),
    manifestAccess: readChoice(env, 'PLUGBOARD_MANIFEST_ACCESS', [
      'public',
      'credentials',
      'token',
    ] as const),
    flexTokens: readFlexTokens(env),
    trustTokensMs: readNumber(env, 'PLUGBOARD_TRUST_TOKENS_MS', 7 * 24 * 60 * 60 * 1000),
    flexList: readChoice(env, 'PLUGBOARD_FLEX_LIST', ['plugins', 'loader'] as const),
    maxBundleBytes: readNumber(env, 'PLUGBOARD_MAX_BUNDLE_BYTES', 1_000_000_000, 1),
    s3: readS3(env),
    externalBundles: readExternalBundles(env),
    rateLimitPerMinute: readNumber(env, 'PLUGBOARD_RATE_LIMIT', 1_000_000),
    requestTimeoutMs: readNumber(env, 'PLUGBOARD_REQUEST_TIMEOUT_MS', 600_000, 100),
    bodyLimitBytes: readNumber(env, 'PLUGBOARD_BODY_LIMIT_BYTES', 100_000_000, 1024),
    trustProxy: readSwitch(env, 'PLUGBOARD_TRUST_PROXY'),
    metrics: readSwitch(env, 'PLUGBOARD_METRICS'),
  });
}

const LOG_LEVELS: readonly LogLevel[] = [
  'silent',
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
];

function readCredentials(env: Environment) {
  const { PLUGBOARD_ACCOUNT_SID: accountSid, PLUGBOARD_AUTH_TOKEN: authToken } = env;
  if (accountSid === undefined && authToken === undefined) return undefined;
  if (!isSid('account', accountSid)) {
    throw new TypeError('PLUGBOARD_ACCOUNT_SID has to be AC and 32 hexadecimal digits');
  }
  if (authToken === undefined || authToken.length < 16) {
    throw new TypeError('PLUGBOARD_AUTH_TOKEN has to have at least 16 characters');
  }
  return { accountSid, authToken };
}

function readFlexTokens(env: Environment): FlexTokenSettings | undefined {
  const { PLUGBOARD_TOKEN_SECRET: secret, PLUGBOARD_TWILIO_ACCOUNT_SID: accountSid } = env;
  if (secret !== undefined && accountSid !== undefined) {
    throw new TypeError(
      'PLUGBOARD_TOKEN_SECRET and PLUGBOARD_TWILIO_ACCOUNT_SID exclude each other',
    );
  }
  if (secret !== undefined) {
    if (secret.length < 32) throw new TypeError('PLUGBOARD_TOKEN_SECRET needs 32 characters');
    return { kind: 'shared-secret', secret };
  }
  if (accountSid === undefined) return undefined;
  const authToken = env['PLUGBOARD_TWILIO_AUTH_TOKEN'];
  if (!isSid('account', accountSid) || authToken === undefined) {
    throw new TypeError(
      'PLUGBOARD_TWILIO_ACCOUNT_SID needs an account SID, and PLUGBOARD_TWILIO_AUTH_TOKEN beside it',
    );
  }
  return { kind: 'twilio', accountSid, authToken };
}

function readS3(env: Environment): S3Settings | undefined {
  const url = readOrigin(env, 'PLUGBOARD_S3_URL');
  if (url === undefined) return undefined;
  const { PLUGBOARD_S3_KEY_ID: accessKeyId, PLUGBOARD_S3_SECRET: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) {
    throw new TypeError('PLUGBOARD_S3_URL needs PLUGBOARD_S3_KEY_ID and PLUGBOARD_S3_SECRET');
  }
  return { url, region: env['PLUGBOARD_S3_REGION'] ?? 'us-east-1', accessKeyId, secretAccessKey };
}

function readExternalBundles(env: Environment): ExternalBundleSettings | undefined {
  const hosts = readList(env['PLUGBOARD_FETCH_HOSTS']);
  if (hosts === undefined) return undefined;
  return { hosts, allowPrivate: readSwitch(env, 'PLUGBOARD_FETCH_PRIVATE') ?? false };
}

function readNumber(
  env: Environment,
  name: string,
  maximum: number,
  minimum = 0,
): number | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < minimum || value > maximum) {
    throw new TypeError(`${name} has to be a whole number from ${minimum} to ${maximum}`);
  }
  return value;
}

function readSwitch(env: Environment, name: string): boolean | undefined {
  const choice = readChoice(env, name, ['on', 'off'] as const);
  return choice === undefined ? undefined : choice === 'on';
}

function readList(text: string | undefined): string[] | undefined {
  return text?.split(/[\s,]+/).filter((entry) => entry !== '');
}

function readOrigin(env: Environment, name: string): string | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new TypeError(`${name} has to be an http or https address`);
  }
  return text;
}

function readChoice<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new TypeError(`${name} has to be one of ${choices.join(', ')}`);
  return choice;
}

function withoutUndefined<T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}

// Reads the registry's options from environment variables; docs/operations.md lists them. A wrong value is an error
// that names the variable, never a default in silence.
import { isSid } from '../domain/index.ts';
import type { LogLevel, RegistryOptions } from './options.ts';

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
    ] as const),
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

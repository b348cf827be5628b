// What a check of a Flex user's token may say.

export type TokenVerdict =
  | {
      readonly state: 'valid';
      /** The account that the token is of; undefined where tokens do not name one. */
      readonly accountSid: string | undefined;
      readonly identity: string;
      readonly roles: readonly string[];
      /** Milliseconds since 1970; the verdict ends then. */
      readonly expiresAt: number;
    }
  | { readonly state: 'invalid' }
  /** Nobody could be asked. */
  | { readonly state: 'unknown'; readonly error: unknown };

export type TokenCheck = (token: string) => Promise<TokenVerdict>;

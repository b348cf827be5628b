// What a registry can be told about who may read manifests, lists and private bundles.

export type FlexTokenSettings =
  | {
      /** Twilio's own validation endpoint says whether a token is that of a Flex user. */
      readonly kind: 'twilio';
      readonly accountSid: string;
      /** The account's auth token. Or an API key, with `apiKeySid` and `apiKeySecret`. */
      readonly authToken?: string;
      readonly apiKeySid?: string;
      readonly apiKeySecret?: string;
      /** Twilio region, such as `us1`. Default: Twilio's default. */
      readonly realm?: string;
    }
  | {
      /** Tokens are JSON Web Tokens, HS256, signed with a secret that the host of the desktop knows too. */
      readonly kind: 'shared-secret';
      /** At least 32 characters. */
      readonly secret: string;
    };

export type ReaderSettings = {
  /**
   * Who may read release manifests and the lists of Flex. `public`, the default, because the page of an agent has no
   * secret to show; `credentials` of the account; or the `token` of a Flex user (or credentials).
   */
  manifestAccess: 'public' | 'credentials' | 'token';
  /** How tokens of Flex users are checked. Default: not at all, and none is valid. */
  flexTokens: FlexTokenSettings | undefined;
  /**
   * How long a token that was valid is taken for manifests and lists while nobody can say whether it still is, in
   * milliseconds. Never for private bundles. Default 0: not at all.
   */
  trustTokensMs: number;
};

export const DEFAULT_READERS: ReaderSettings = {
  manifestAccess: 'public',
  flexTokens: undefined,
  trustTokensMs: 0,
};

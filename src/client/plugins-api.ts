// Where the Plugins API is and how to reach it: the first argument of every call in this folder.

/** One Plugins API: Plugboard's registry or Twilio's `https://flex-api.twilio.com`. */
export type PluginsApi = {
  /** Origin of the API, for example `http://localhost:4000`; a path or credentials in it are ignored. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /**
   * Supplies the headers that authorise a request; asked anew before each one, inside its deadline.
   * What it throws reaches the caller unchanged.
   */
  readonly authorize?: () => HeadersInit | Promise<HeadersInit>;
  /** Deadline of each request in milliseconds, authorisation and body included. Default 10 000. */
  readonly timeoutMs?: number;
};

export const DEFAULT_TIMEOUT_MS = 10_000;

/** Makes an `authorize` for HTTP Basic: account SID and auth token, or API key SID and secret. */
export function basicAuth(accountSid: string, authToken: string): () => HeadersInit {
  const bytes = new TextEncoder().encode(`${accountSid}:${authToken}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return () => ({ Authorization: authorization });
}

// What a key may do. The account's own auth token may do everything, as at Twilio.

export const SCOPES = ['read', 'deploy', 'release', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

export type Caller = {
  readonly accountSid: string;
  /** The SID that authenticated: the account itself or one of its keys. */
  readonly actor: string;
  readonly scopes: readonly Scope[];
};

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}

/** Whoever may write may read; admin includes all. */
export function allows(caller: Caller, scope: Scope): boolean {
  return scope === 'read' || caller.scopes.includes(scope) || caller.scopes.includes('admin');
}

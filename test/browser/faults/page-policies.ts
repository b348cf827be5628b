// The policies that strict pages set. Plugboard needs no exception from them; Flex UI, where it runs too, does.
import type { FaultServer } from '../server/fault-server.ts';

/** Sources by directive. */
export type Directives = Readonly<Record<string, string>>;

export type PagePolicy = {
  /** Replaces or adds directives of the page's policy. */
  readonly directives: Directives;
  /** For every script that the page names, and for `bootstrap()`. */
  readonly nonce?: string;
};

const NONCE = 'r4nd0m';
const TRUSTED_TYPES = { 'require-trusted-types-for': "'script'" };

/** As docs/security.md has it. The sentinel is a script of the tests, not of the loader. */
export const PLUGBOARD_TYPES: Directives = {
  ...TRUSTED_TYPES,
  'trusted-types': 'plugboard sentinel',
};

export const STRICT_CSP: PagePolicy = {
  directives: { 'script-src': `'nonce-${NONCE}' 'strict-dynamic'` },
  nonce: NONCE,
};

/** Flex UI compiles text templates while it starts: without unsafe-eval its page stays empty. */
export const STRICT_CSP_FOR_FLEX: PagePolicy = {
  directives: { 'script-src': `'nonce-${NONCE}' 'strict-dynamic' 'unsafe-eval'` },
  nonce: NONCE,
};

/** Flex UI makes markup and code from text: it needs a default policy besides. */
export const TYPES_FOR_FLEX: PagePolicy = {
  directives: { ...TRUSTED_TYPES, 'trusted-types': 'plugboard sentinel default' },
};

/** No unsafe-eval, no unsafe-inline; `blob:` is for kept bytes when the CDN is down. */
export function lightPolicy({ registry, cdn }: FaultServer, directives: Directives = {}): string {
  const policy = {
    'default-src': "'none'",
    'script-src': `'self' ${cdn} blob:`,
    'connect-src': `${registry} ${cdn}`,
    'img-src': 'data:',
  };
  return policyText({ ...policy, ...directives });
}

/** The policy with these directives in the place of its own. */
export function changePolicy(policy: string, directives: Directives): string {
  const given = policy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources.join(' ')] as const;
  });
  return policyText({ ...Object.fromEntries(given), ...directives });
}

function policyText(directives: Directives): string {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

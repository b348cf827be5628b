// Grants: a script element can show no token, so who may read a private bundle gets an address that says so by itself,
// signed and for a day at most.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';

export type Grants = {
  /** The address of a file of a private bundle, with a grant in it. Chunks beside the file inherit it. */
  grant(url: string): string;
  /** When the grants that are given now are followed by others, in milliseconds since 1970. */
  renewedAt(): number;
  /** When the grants that are given now open nothing any more, in milliseconds since 1970. */
  endsAt(): number;
  isValid(accountSid: string, bundleId: string, grant: string): boolean;
};

/** The same for everybody for half a day, so that a browser that boots again finds the bundle in its cache. */
const WINDOW_MS = 12 * 60 * 60 * 1000;

const ADDRESS = /\/bundles\/(AC[0-9a-fA-F]{32})\/([0-9a-f]{64})\//;

export async function createGrants(
  context: Pick<Context, 'database' | 'now' | 'randomBytes'>,
): Promise<Grants> {
  const secret = await sharedSecret(context);
  const { now } = context;
  const window = () => Math.floor(now().getTime() / WINDOW_MS);
  const sign = (accountSid: string, bundleId: string, until: number) =>
    createHmac('sha256', secret).update(`${accountSid} ${bundleId} ${until}`).digest();

  return {
    grant: (url) =>
      url.replace(ADDRESS, (_, accountSid: string, bundleId: string) => {
        // Valid to the end of the next window: between half a day and a day.
        const until = window() + 2;
        const signature = sign(accountSid, bundleId, until).toString('base64url');
        return `/bundles/${accountSid}/${bundleId}~${until}.${signature}/`;
      }),
    renewedAt: () => (window() + 1) * WINDOW_MS,
    endsAt: () => (window() + 2) * WINDOW_MS,
    isValid: (accountSid, bundleId, grant) => {
      const [, until, signature] = /^(\d{1,9})\.([\w-]{43})$/.exec(grant) ?? [];
      if (until === undefined || signature === undefined) return false;
      const expected = sign(accountSid, bundleId, Number(until));
      const given = Buffer.from(signature, 'base64url');
      return (
        given.length === expected.length &&
        timingSafeEqual(given, expected) &&
        window() < Number(until)
      );
    },
  };
}

const NAME = 'bundle-grants';

/** One secret for all processes of a registry: the first one makes it. */
async function sharedSecret({
  database,
  randomBytes,
}: Pick<Context, 'database' | 'randomBytes'>): Promise<Buffer> {
  await database
    .insertInto('shared_secrets')
    .values({ name: NAME, value: randomBytes(32).toString('hex') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await database
    .selectFrom('shared_secrets')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirstOrThrow();
  return Buffer.from(value, 'hex');
}

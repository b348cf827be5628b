// What an account may have at most, as code and as columns. Whoever runs the registry sets it.
import type { AccountRow } from '../database/schema.ts';
import { inWrite, type WriteContext } from '../database/write.ts';
import { recordOf } from './account-record.ts';
import { byOperator } from './by-operator.ts';

export type AccountLimits = {
  /** Most plugins that are not archived. Default: no limit (Twilio has 25). */
  readonly maxPlugins?: number;
  /** Most versions that are not archived, over all plugins. Default: no limit (Twilio has 500). */
  readonly maxVersions?: number;
  /** Most bytes of one bundle. Default: 10 MB, as at Twilio. */
  readonly maxBundleBytes?: number;
  /** Versions that the desktops run, such as `{"@twilio/flex-ui": "2.17.1"}`. Default: engines are not checked. */
  readonly engines?: Readonly<Record<string, string>>;
};

/** Null lifts a limit; what is left out stays as it is. */
export type LimitChanges = {
  readonly [Limit in keyof AccountLimits]?: AccountLimits[Limit] | null;
};

const NO_LIMITS = { maxPlugins: null, maxVersions: null, maxBundleBytes: null, engines: null };

/** Replaces the limits of an account; what is left out has no limit afterwards. Rejects for an unknown account. */
export async function setAccountLimits(
  context: WriteContext,
  accountSid: string,
  limits: AccountLimits,
): Promise<void> {
  await changeAccountLimits(context, accountSid, { changes: { ...NO_LIMITS, ...limits } });
}

export type LimitChange = { readonly changes: LimitChanges; readonly reason?: string | undefined };

export type ChangedAccount = { readonly before: AccountRow; readonly after: AccountRow };

/** Changes some limits of an account. What is so already is no change. Rejects for an unknown account. */
export function changeAccountLimits(
  context: WriteContext,
  accountSid: string,
  { changes, reason }: LimitChange,
): Promise<ChangedAccount> {
  return inWrite(context, byOperator(context, accountSid, reason), async (write) => {
    const { account: before } = write;
    const columns = limitColumns(changes);
    const after: AccountRow = { ...before, ...columns };
    const names = Object.keys(columns) as (keyof typeof columns)[];
    if (names.every((name) => before[name] === after[name])) return { before, after: before };
    const { tx, account } = write;
    await tx.updateTable('accounts').set(columns).where('sid', '=', account.sid).execute();
    await write.appendAudit({
      sequence: write.nextSequence(),
      action: 'account.limits',
      resourceSid: account.sid,
      before: recordOf(before),
      after: recordOf(after),
    });
    return { before, after };
  });
}

type LimitColumns = Pick<
  AccountRow,
  'max_plugins' | 'max_versions' | 'max_bundle_bytes' | 'engines'
>;

function limitColumns(changes: LimitChanges): Partial<LimitColumns> {
  const { maxPlugins, maxVersions, maxBundleBytes, engines } = changes;
  return {
    ...(maxPlugins !== undefined && { max_plugins: maxPlugins }),
    ...(maxVersions !== undefined && { max_versions: maxVersions }),
    ...(maxBundleBytes !== undefined && { max_bundle_bytes: maxBundleBytes }),
    ...(engines !== undefined && { engines: engines && JSON.stringify(engines) }),
  };
}

/** Of a new account. */
export function allLimitColumns(limits: AccountLimits): LimitColumns {
  const none = { max_plugins: null, max_versions: null, max_bundle_bytes: null, engines: null };
  return { ...none, ...limitColumns(limits) };
}

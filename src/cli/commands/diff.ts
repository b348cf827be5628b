// `plugboard diff A [B]`: what changes for agents from one configuration to another.
import type { PluginsApi } from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import { type BundleSizes, measureBundles } from '../releases/bundle-sizes.ts';
import { type ChangelogEntry, mergeChangelogs } from '../releases/changelogs.ts';
import {
  CHANGE_SHAPE,
  changesJson,
  describeDifferences,
} from '../releases/describe-differences.ts';
import { type Difference, findDifferences } from '../releases/differences.ts';
import { findConfigurationSid } from '../releases/find-release.ts';
import { fetchMembers } from '../releases/member.ts';
import type { Shape } from '../shape.ts';

export type DiffFlags = { readonly sizes: boolean };

export const DIFF_SHAPE: Shape = {
  from: 'text',
  to: 'text',
  same: 'true or false',
  changes: [
    {
      ...CHANGE_SHAPE,
      bytesFrom: 'number or null',
      bytesTo: 'number or null',
      changelog: [{ version: 'text', changelog: 'text' }],
    },
  ],
};

type Explained = {
  readonly difference: Difference;
  readonly sizes: BundleSizes;
  readonly changelog: readonly ChangelogEntry[];
};

export const diff: RunCommand<DiffFlags> = async (context, { args, flags }) => {
  const api = await context.connect();
  // As in Twilio's tool, one id is compared with what is live, and the live one is the old side.
  const [first = 'active', second] = args;
  const [fromId, toId] = second === undefined ? ['active', first] : [first, second];
  const from = await findConfigurationSid(api, fromId);
  const to = await findConfigurationSid(api, toId);
  const differences = findDifferences(await fetchMembers(api, from), await fetchMembers(api, to));
  const explained: Explained[] = [];
  for (const difference of differences) explained.push(await explain(api, difference, flags));
  return {
    json: {
      from,
      to,
      same: differences.length === 0,
      changes: explained.map(({ difference, sizes, changelog }) => ({
        ...changesJson([difference])[0],
        bytesFrom: sizes.from,
        bytesTo: sizes.to,
        changelog,
      })),
    },
    text: () => [`From ${from} to ${to}:`, ...textOf(explained, context)].join('\n'),
  };
};

async function explain(
  api: PluginsApi,
  difference: Difference,
  { sizes }: DiffFlags,
): Promise<Explained> {
  const isOtherBundle = sizes && difference.kind !== 'moved';
  return {
    difference,
    changelog: await mergeChangelogs(api, difference),
    sizes: isOtherBundle ? await measureBundles(api, difference) : { from: null, to: null },
  };
}

function textOf(explained: readonly Explained[], { paint }: Context): string[] {
  if (explained.length === 0) return [describeDifferences([], paint)];
  return explained.flatMap(({ difference, sizes, changelog }) => [
    describeDifferences([difference], paint) + paint.faint(sizeText(sizes)),
    ...changelog.map(({ version, changelog }) => paint.faint(`      ${version}: ${changelog}`)),
  ]);
}

function sizeText({ from, to }: BundleSizes): string {
  if (to === null) return '';
  if (from === null) return `  ${kilobytes(to)}`;
  const change = to - from;
  return `  ${kilobytes(to)} (${change < 0 ? '' : '+'}${kilobytes(change)})`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

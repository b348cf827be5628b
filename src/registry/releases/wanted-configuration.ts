// Which configuration a release is asked for: one by its SID, or the one to go back to by the word `Previous`, which
// stays the same request when it is sent again.
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';
import { stepBack } from './step-back.ts';
import { allReleases } from './store.ts';

export async function findWantedConfiguration(
  { tx, account }: Write,
  wanted: string,
): Promise<string> {
  if (wanted.toLowerCase() !== 'previous') return wanted;
  const previous = stepBack(await allReleases(tx, account.sid));
  if (previous) return previous.configuration_sid;
  throw badRequest('no-earlier-release', 'No other configuration was live before');
}

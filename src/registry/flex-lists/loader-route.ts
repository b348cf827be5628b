// GET /plugins/loader/{hash}/plugboard-hosted.js: our loader as a plugin of Flex, of this version and of its neighbours.
import { Type } from '@sinclair/typebox';
import type { Context } from '../context.ts';
import type { Api } from '../http/type-provider.ts';
import type { PreparedAnswer } from '../manifest/prepared-answer.ts';
import { withTimeout } from '../readers/with-timeout.ts';
import { type HostedLoader, readHostedLoader } from './hosted-loader.ts';
import { createLoaderShelf } from './loader-shelf.ts';
import { sendPrepared } from './send-prepared.ts';

/** Desktops wait for the list. */
const SHARING_MS = 1_000;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Gives what lists name: this version's loader, once every process can be asked for it. */
export function loaderRoute(api: Api, { settings, hosting }: Context): () => Promise<HostedLoader> {
  let reading: Promise<HostedLoader> | undefined;
  const own = () => (reading ??= readHostedLoader(settings.hostedLoaderFile));
  const shelf = hosting && createLoaderShelf(hosting);

  const find = async (hash: string): Promise<PreparedAnswer | undefined> => {
    const { answer, hash: ownHash } = await own();
    return hash === ownHash ? answer : shelf?.find(hash);
  };

  api.route({
    method: 'GET',
    url: '/plugins/loader/:Hash/plugboard-hosted.js',
    schema: { hide: true, params: Type.Object({ Hash: Type.String() }) },
    handler: async (request, reply) => {
      const named = await find(request.params.Hash);
      void reply.headers({
        // In place of one that is nowhere any more this one starts the desktop as well, where no integrity forbids it.
        'cache-control': named ? FOR_EVER : 'no-store',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        vary: 'Accept-Encoding',
      });
      void reply.removeHeader('access-control-allow-credentials');
      const answer = named ?? (await own()).answer;
      return sendPrepared(request, reply.type('text/javascript; charset=utf-8'), answer);
    },
  });

  let sharing: Promise<void> | undefined;
  const share = async (loader: HostedLoader) => {
    sharing ??= shelf?.put(loader).finally(() => {
      sharing = undefined;
    });
    await sharing;
  };

  return async () => {
    const loader = await own();
    try {
      await withTimeout(share(loader), SHARING_MS, 'the storage of bundles');
    } catch (error) {
      // No reason to name no loader: this process has it all the same.
      api.log.warn({ err: error }, 'the loader is not where other processes find it');
    }
    return loader;
  };
}

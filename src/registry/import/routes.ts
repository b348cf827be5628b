// POST /Import: takes over what another Plugins API has, with its SIDs, dates and order. One transaction per call, and
// the same call again changes nothing, so an import that was interrupted is simply run again.
import type { Context } from '../context.ts';
import { post } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { importRecords } from './import-records.ts';
import type { Outcome } from './import-rows.ts';
import { readRecords } from './read-records.ts';
import {
  ImportAnswer,
  ImportBody,
  ImportedConfiguration,
  ImportedPlugin,
  ImportedRelease,
  ImportedVersion,
} from './schema.ts';

export async function importRoutes(api: Api, context: Context): Promise<void> {
  api.route({
    method: 'POST',
    url: '/Import',
    config: { scope: 'admin' },
    schema: {
      summary: 'Plugboard: takes over resources of another Plugins API with their SIDs and dates.',
      body: ImportBody,
      response: answers(200, ImportAnswer),
    },
    handler: async (request, reply) => {
      const { body } = request;
      const records = {
        plugins: readRecords('Plugins', ImportedPlugin, body.Plugins),
        versions: readRecords('Versions', ImportedVersion, body.Versions),
        configurations: readRecords('Configurations', ImportedConfiguration, body.Configurations),
        releases: readRecords('Releases', ImportedRelease, body.Releases),
      };
      return post({ context, request, reply, status: 200 }, async (write) => {
        const outcomes = await importRecords(write, records);
        const count = (wanted: Outcome) => outcomes.filter((it) => it === wanted).length;
        return {
          created: count('created'),
          updated: count('updated'),
          unchanged: count('unchanged'),
        };
      });
    },
  });
}

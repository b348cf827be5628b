// Flex UI's own plugin loader, as a model: Flex UI itself takes seconds to start and cannot be part of each boot.
import type { Contender } from '../contender.ts';
import { listedSite } from '../listed-site.ts';
import { flexBundle } from '../plugboard/flex-bundle.ts';

/**
 * The list comes from `/plugins` of the page's own host, as where Twilio hosts Flex, so that the headers of
 * the request cost no preflight. Flex UI knows no dependencies: bundles are evaluated as they arrive.
 */
export const flexModel: Contender = {
  name: "Flex UI's own loader (model)",
  packages: [],
  build: (work, origins, recorder) =>
    listedSite(
      { host: 'flex-model', bundleOf: flexBundle, mode: 'credentials', isBehindPage: true },
      work,
      origins,
      recorder,
    ),
};

// The account has no active release.
import { registryIsFaulty } from '../faulty-registry.ts';

const NOT_FOUND = {
  status: 404,
  body: JSON.stringify({ code: 20404, message: 'not found', more_info: '', status: 404 }),
};

registryIsFaulty('an account without a release', {
  answers: [NOT_FOUND],
  code: 'no-active-release',
  requests: 1,
});

// A web page comes where the release should be.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that answers with a sign-in page', {
  answers: [
    { body: '<!doctype html><title>Sign in</title>', headers: { 'content-type': 'text/html' } },
  ],
  code: 'registry-not-json',
  requests: 1,
});

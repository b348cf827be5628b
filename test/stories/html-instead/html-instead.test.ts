// A web page comes where the bundle should be, and says that all is well.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

const PAGE = {
  body: '<!doctype html><title>Sign in</title>',
  headers: { 'content-type': 'text/html' },
};

onePluginIsFaulty('a web page with 200', {
  answers: [PAGE],
  ends: 'bundle-html',
  stage: 'evaluate',
  evidence: { status: 200 },
});

onePluginIsFaulty('a web page with 200, where integrity would have been checked', {
  integrity: 'right',
  answers: [PAGE],
  ends: 'bundle-html',
  stage: 'download',
  evidence: { status: 200 },
});

onePluginIsFaulty('a web page that must not be sniffed', {
  answers: [{ ...PAGE, headers: { ...PAGE.headers, 'x-content-type-options': 'nosniff' } }],
  ends: 'bundle-html',
  stage: 'evaluate',
  evidence: { status: 200 },
});

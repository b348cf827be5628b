// The plugin under the real loader, on a desktop that exists only in this test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootPlugin } from 'plugboard/testing';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as plugin from '../src/index.tsx';

await test('the header welcomes the agent by name', async () => {
  const desktop = await bootPlugin(plugin, { manager: { user: { identity: 'Ada' } } });
  try {
    assert.equal(desktop.outcome.state, 'initialised');
    const [welcome] = desktop.rendered('MainHeader') as ReactElement[];
    assert.ok(welcome, 'nothing was added to the header');
    assert.match(renderToStaticMarkup(welcome), /Welcome, <strong>Ada<\/strong>/);
  } finally {
    desktop.close();
  }
});

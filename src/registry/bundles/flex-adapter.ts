// Makes a System.register bundle one that Flex UI's own loader can run: a classic script that registers a plugin while
// it is evaluated and links its modules when Flex starts it. By then what it depends on has been started.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { StagedFile } from './staging.ts';
import { stageFile } from './staging.ts';

/** Stands beside the files of a bundle, so no upload may have a file of this name. */
export const ADAPTER_FILE = 'plugboard-flex.js';

const BEFORE = `(function () {
'use strict';
var dependencies, declare;
(function (System) {
`;

/** Plain JavaScript, because it runs in the page as it stands here. */
const AFTER = `
}).call(globalThis, {
  register: function () {
    var last = arguments.length - 1;
    dependencies = arguments[last - 1];
    declare = arguments[last];
  },
});
var page = globalThis;
var started = (page.plugboardModules = page.plugboardModules || Object.create(null));
function hostLibrary(name, flex) {
  var library = {
    '@twilio/flex-ui': flex,
    react: page.React,
    'react-dom': page.ReactDOM,
    redux: page.Redux,
    'react-redux': page.ReactRedux,
  }[name];
  return library && Object.assign({ default: library }, library);
}
function moduleOf(name, flex) {
  var found = started[name] || hostLibrary(name, flex);
  if (!found) throw new Error(PLUGIN + ' needs ' + name + ', which has not started');
  return found;
}
async function link(flex) {
  if (!declare) throw new Error(PLUGIN + ' ran but registered no module');
  var namespace = Object.create(null);
  var declared = declare(
    function (name, value) {
      if (typeof name === 'object') Object.assign(namespace, name);
      else namespace[name] = value;
      return typeof name === 'object' ? name : value;
    },
    { meta: {}, import: function (name) { return Promise.resolve(moduleOf(name, flex)); } }
  );
  dependencies.forEach(function (name, index) {
    var setter = declared.setters && declared.setters[index];
    var found = moduleOf(name, flex);
    if (setter) setter(found);
  });
  if (declared.execute) await declared.execute();
  return namespace;
}
page.Twilio.Flex.Plugins.init(
  class PlugboardPlugin {
    async init(flex, manager) {
      var namespace = await link(flex);
      await new namespace.default().init(flex, manager);
      started[PLUGIN] = namespace;
    }
  }
);
})();
`;

export async function makeFlexAdapter(
  folder: string,
  plugin: string,
  entry: StagedFile,
): Promise<StagedFile & { readonly name: string }> {
  const source = async function* () {
    yield BEFORE;
    yield* createReadStream(entry.path);
    yield AFTER.replaceAll('PLUGIN', JSON.stringify(plugin));
  };
  const staged = await stageFile(folder, Readable.from(source(), { objectMode: false }));
  return { ...staged, name: ADAPTER_FILE };
}

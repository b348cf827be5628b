// Makes a System.register bundle out of an ES module, which esbuild does not know: as CommonJS inside of a wrapper.
import { transform } from 'esbuild';
import { TARGET } from './build-options.ts';
import { SHARED } from './host-modules.ts';

export type ModuleToWrap = {
  /** An ES module with its source map inside, whose only imports are `imports`. */
  readonly code: string;
  readonly imports: readonly string[];
  /** Statements to run after the module. */
  readonly after: string;
  readonly minify: boolean;
  readonly fileName: string;
};

export async function toSystemBundle({ code, imports, after, minify, fileName }: ModuleToWrap) {
  return transform(code, {
    format: 'cjs',
    target: TARGET,
    charset: 'utf8',
    sourcemap: 'external',
    sourcefile: fileName,
    minify,
    banner: opening(imports),
    footer: `${after}\nplugboardExport(module.exports);\n} }; });`,
  });
}

/** What is imported here was evaluated before: the loader refuses cycles of plugins. */
function opening(imports: readonly string[]): string {
  const setters = imports.map(
    (id) => `function (it) { plugboardImports[${JSON.stringify(id)}] = it; }`,
  );
  return `System.register(${JSON.stringify(imports)}, function (plugboardExport) {
var plugboardImports = {};
return { setters: [${setters.join(', ')}], execute: function () {
"use strict";
var module = { exports: {} }, exports = module.exports;
var require = function (id) {
  var it = plugboardImports[id];
  var library = ${JSON.stringify(SHARED)}.indexOf(id) < 0 ? undefined : it.default;
  return library || Object.defineProperty(Object.assign({}, it), "__esModule", { value: true });
};`;
}

// Plain module loading without a plugin framework: SystemJS, and the browser's own modules.
import type { Contender, WorkPlugin } from '../contender.ts';
import { listedSite } from '../listed-site.ts';

/** SystemJS knows the dependencies of a module when it has it, and evaluates them first. */
export const systemJs: Contender = {
  name: 'SystemJS',
  packages: ['systemjs'],
  build: (work, origins, recorder) =>
    listedSite(
      { host: 'systemjs', bundleOf: systemModule, mode: 'anonymous' },
      work,
      origins,
      recorder,
    ),
};

export const nativeModules: Contender = {
  name: 'native modules, import map',
  packages: [],
  build: (work, origins, recorder) =>
    listedSite(
      { host: 'native-modules', bundleOf: nativeModule, mode: 'anonymous' },
      work,
      origins,
      recorder,
    ),
};

function systemModule({ name, dependencies, code }: WorkPlugin): string {
  const id = JSON.stringify(name);
  return `System.register(${JSON.stringify(dependencies)},function(_export){return{execute:function(){
${code}
bench.evaluated(${id});
_export("init",function(){bench.init(${id})});
}}});
`;
}

function nativeModule({ name, dependencies, code }: WorkPlugin): string {
  const id = JSON.stringify(name);
  const imports = dependencies.map((it) => `import${JSON.stringify(it)};`).join('');
  return `${imports}${code}
bench.evaluated(${id});
export function init(){bench.init(${id})}
`;
}

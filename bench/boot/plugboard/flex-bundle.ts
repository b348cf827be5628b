// A plugin as flex-plugin-builder makes it: a classic script that registers its class.
import type { WorkPlugin } from '../contender.ts';

export function flexBundle({ name, code }: WorkPlugin): string {
  const id = JSON.stringify(name);
  return `(function(){
${code}
bench.evaluated(${id});
Twilio.Flex.Plugins.init(class{init(){bench.init(${id})}});
})();
`;
}

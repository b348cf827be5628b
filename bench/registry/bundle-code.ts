// Writes JavaScript that is as long as asked for and compresses about as well as minified code does.

const WORDS = 'props state task agent queue worker render theme store action label value'.split(
  ' ',
);

/** The same code for the same number; it parses and does nothing of note. */
export function bundleCode(number: number, bytes: number): string {
  const random = randomFrom(number + 1);
  const lines: string[] = [];
  for (let length = 0, index = 0; length < bytes; index += 1) {
    const line = statement(index, random);
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

function statement(index: number, random: () => number): string {
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? 'e';
  const tag = () => Math.floor(random() * 2 ** 32).toString(36);
  return (
    `var f${index}=function(e,t){var n=e.${word()}.${word()};` +
    `return n&&n.${word()}?t("${word()}-${tag()}",{${word()}:n.${word()},key:"${tag()}"}):` +
    `e.${word()}.map(function(r){return r.${word()}(${Math.floor(random() * 1e4)},"${tag()}")})};`
  );
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

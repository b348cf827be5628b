// The page's own cover while Flex UI starts: says what is happening, and why it stopped if it did.

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found;
};

export function showStep(text: string): void {
  element('step').textContent = text;
}

export function showFailure(reason: string): void {
  element('splash').classList.add('failed');
  showStep(`The desktop could not start: ${reason}`);
}

/** May be called again: React calls back once more when Flex UI renders its root anew. */
export function removeSplash(): void {
  document.getElementById('splash')?.remove();
}

// What is left of a text that goes to a terminal.
import { createPaint } from '../../src/cli/output/paint.ts';
import { printable } from '../../src/cli/output/printable.ts';

test.each([
  [
    'a line break, a tab and letters of all kinds',
    'Zwei\n\tÄ 漢字 👩‍💻 ‏עברית',
    'Zwei\n\tÄ 漢字 👩‍💻 ‏עברית',
  ],
  ['the title of the window', '\u001b]0;x\u0007', ']0;x'],
  ['a way to the beginning of the line', 'old\rnew', 'oldnew'],
  ['the eight-bit form of escape', '\u009b2J', '2J'],
  ['text that is read backwards', 'a\u202ecba', 'acba'],
])('%s', (_, text, shown) => {
  expect(printable(text, true)).toBe(shown);
});

test('colours of ours pass where they are shown, and no others', () => {
  const { good, bad, warn, strong, faint } = createPaint(true);
  const painted = [good, bad, warn, strong, faint].map((paint) => paint('x')).join(' ');
  expect(printable(painted, true)).toBe(painted);
  expect(printable('\u001b[8mhidden', true)).toBe('[8mhidden');
  expect(printable('\u001b[32mx', false)).toBe('x');
});

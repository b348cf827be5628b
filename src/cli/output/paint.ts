// Colours with a meaning each, and none where nobody sees them.
import { styleText } from 'node:util';

export type Paint = Readonly<Record<'good' | 'bad' | 'warn' | 'strong' | 'faint', PaintWord>>;
type PaintWord = (text: string) => string;

export function createPaint(colour: boolean): Paint {
  const paint =
    (format: Parameters<typeof styleText>[0]): PaintWord =>
    (text) =>
      colour ? styleText(format, text) : text;
  return {
    good: paint('green'),
    bad: paint('red'),
    warn: paint('yellow'),
    strong: paint('bold'),
    faint: paint('dim'),
  };
}

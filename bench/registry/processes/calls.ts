// Lets one process of a benchmark call functions of another, over Node's own channel between parent and child.

/** What a process offers. An argument and a result are plain data. */
export type Offers = Readonly<Record<string, (argument: never) => unknown>>;

export type Question = { readonly id: number; readonly name: string; readonly argument: unknown };
export type Reply = { readonly id: number; readonly result?: unknown; readonly error?: string };

/** Answers the parent for as long as it lives; without it there is nothing left to do. */
export function offer(offers: Offers): void {
  process.on('message', (question: Question) => void reply(offers, question));
  process.once('disconnect', () => process.exit());
}

async function reply(offers: Offers, { id, name, argument }: Question): Promise<void> {
  const send = (answer: Reply) => process.send?.(answer);
  try {
    const offered = offers[name];
    if (!offered) throw new Error(`this process does not offer ${name}`);
    send({ id, result: await offered(argument as never) });
  } catch (error) {
    send({ id, error: error instanceof Error ? String(error.stack) : String(error) });
  }
}

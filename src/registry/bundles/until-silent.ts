// Reads bytes as they come over a network, and gives up on a sender that falls silent in the middle of them.
import { Readable } from 'node:stream';
import { withTimeout } from '../readers/with-timeout.ts';

export type Silence = {
  /** How long to wait for the next bytes. */
  readonly silenceMs: number;
  /** What readers are told of a sender that is silent or gone. */
  readonly failure: (cause: unknown) => Error;
};

/** Time counts only while somebody waits for bytes: that a reader is slow is no fault of the sender. */
export function untilSilent(body: ReadableStream<Uint8Array>, silence: Silence): Readable {
  return Readable.from(chunksOf(body, silence), { objectMode: false });
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  { silenceMs, failure }: Silence,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await withTimeout(reader.read(), silenceMs, 'the sender');
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw failure(cause);
  } finally {
    // Closes the connection where there is more to come. That it is broken has been said already.
    reader.cancel().catch(() => undefined);
  }
}

// The load: as many raw connections as are asked for, each with one request under way. It counts bytes instead of
// parsing answers, so that it needs a fraction of what a server needs.
import { connect, type Socket } from 'node:net';
import { quantile } from '../../statistics.ts';
import { offer } from './calls.ts';
import { aboutSelf } from './self.ts';

export type LoadJob = {
  readonly port: number;
  /** The request as it goes over the wire. */
  readonly request: string;
  readonly status: number;
  readonly connections: number;
  readonly requests: number;
};

export type LoadResult = {
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answerBytes: number;
  /** Share of the time in which the load generator was computing: near 1 it would be what is measured. */
  readonly busy: number;
};

const DEADLINE_MS = 60_000;

async function fire(job: LoadJob): Promise<LoadResult> {
  const sockets = await Promise.all(
    Array.from({ length: job.connections }, () => openSocket(job.port)),
  );
  try {
    const [first] = sockets;
    if (!first) throw new Error('a load needs a connection');
    const answerBytes = await firstAnswerBytes(first, job);
    const latencies: number[] = [];
    const cpuBefore = aboutSelf.cpuMs();
    const start = performance.now();
    let left = job.requests;
    const mayAsk = () => left-- > 0;
    await Promise.all(sockets.map((it) => ask(it, { job, answerBytes, mayAsk, latencies })));
    const elapsedMs = performance.now() - start;
    return {
      elapsedMs,
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
      answerBytes,
      busy: (aboutSelf.cpuMs() - cpuBefore) / elapsedMs,
    };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

type Asking = {
  readonly job: LoadJob;
  readonly answerBytes: number;
  readonly mayAsk: () => boolean;
  readonly latencies: number[];
};

/** Asks again and again on one connection. Every answer has to have the status and the size of the first. */
function ask(socket: Socket, { job, answerBytes, mayAsk, latencies }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = Buffer.from(job.request);
    let received = 0;
    let asked = 0;
    const next = () => {
      received = 0;
      if (!mayAsk()) return resolve();
      asked = performance.now();
      socket.write(request);
    };
    socket.setTimeout(DEADLINE_MS, () => reject(new Error('an answer did not come in time')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (chunk) => {
      if (received === 0 && statusOf(chunk) !== job.status) {
        return reject(new Error(`not a ${job.status}: ${chunk.toString('latin1', 0, 300)}`));
      }
      received += chunk.length;
      if (received < answerBytes) return;
      if (received > answerBytes) return reject(new Error('an answer has another size'));
      latencies.push(performance.now() - asked);
      next();
    });
    next();
  });
}

/** `HTTP/1.1 200`: the digits stand at 9. */
function statusOf(chunk: Buffer): number {
  return Number(chunk.toString('latin1', 9, 12));
}

/** Reads one answer in earnest, to learn how long each of them is. */
function firstAnswerBytes(socket: Socket, { request }: LoadJob): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      const headEnd = answer.indexOf('\r\n\r\n') + 4;
      if (headEnd < 4) return;
      const [, length = '0'] = /^content-length: (\d+)/im.exec(answer.toString('latin1')) ?? [];
      const size = headEnd + (statusOf(answer) === 304 ? 0 : Number(length));
      if (answer.length < size) return;
      socket.off('data', read).off('error', reject);
      resolve(size);
    };
    socket.on('data', read).on('error', reject);
    socket.write(request);
  });
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket.off('error', reject)));
  });
}

const offers = { fire };

export type LoadOffers = typeof offers;

offer(offers);

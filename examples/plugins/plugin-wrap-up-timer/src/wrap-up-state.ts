// What the timer shows at a moment: text, colour and how full the ring is.

export const TARGET_MS = 90_000;
const DUE_SOON_MS = 15_000;

export type WrapUpTone = 'idle' | 'running' | 'due-soon' | 'overdue';
export type WrapUpState = {
  readonly tone: WrapUpTone;
  readonly elapsed: string;
  readonly hint: string;
  /** 0 to 1. */
  readonly progress: number;
};

export function wrapUpState(isRunning: boolean, elapsedMs: number): WrapUpState {
  const leftMs = TARGET_MS - elapsedMs;
  return {
    tone: toneOf(isRunning, leftMs),
    elapsed: clockText(elapsedMs),
    hint: hintOf(isRunning, elapsedMs, leftMs),
    progress: isRunning ? Math.min(1, elapsedMs / TARGET_MS) : 0,
  };
}

function toneOf(isRunning: boolean, leftMs: number): WrapUpTone {
  if (!isRunning) return 'idle';
  if (leftMs < 0) return 'overdue';
  return leftMs <= DUE_SOON_MS ? 'due-soon' : 'running';
}

function hintOf(isRunning: boolean, elapsedMs: number, leftMs: number): string {
  if (!isRunning) return elapsedMs === 0 ? `Target ${clockText(TARGET_MS)}` : 'Last wrap-up';
  return leftMs < 0 ? `${clockText(-leftMs)} over` : `of ${clockText(TARGET_MS)}`;
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

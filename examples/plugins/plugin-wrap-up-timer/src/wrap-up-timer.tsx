// The pill in the header: ring, seconds, target and one button.
import * as React from 'react';
import { TIMER_STYLES } from './styles.ts';
import type { WrapUpClock } from './wrap-up-clock.ts';
import { wrapUpState } from './wrap-up-state.ts';

const RADIUS = 8;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const TICK_MS = 250;

export function WrapUpTimer({ clock }: { readonly clock: WrapUpClock }): React.ReactElement {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  const isRunning = clock.isRunning();
  React.useEffect(() => clock.onChange(redraw), [clock]);
  React.useEffect(() => {
    if (!isRunning) return undefined;
    const ticking = setInterval(redraw, TICK_MS);
    return () => clearInterval(ticking);
  }, [isRunning]);

  const { tone, elapsed, hint, progress } = wrapUpState(isRunning, clock.elapsedMs());
  return (
    <div className={`wrap-up-timer ${tone}`} role="group" aria-label="Wrap-up timer">
      <style>{TIMER_STYLES}</style>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r={RADIUS} className="track" />
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          className="ring"
          strokeDasharray={CIRCUMFERENCE}
          strokeDashoffset={CIRCUMFERENCE * (1 - progress)}
        />
      </svg>
      <span className="label">Wrap-up</span>
      <strong role="timer">{elapsed}</strong>
      <span className="hint">{hint}</span>
      <button type="button" onClick={isRunning ? clock.stop : clock.start}>
        {isRunning ? 'Done' : 'Start'}
      </button>
    </div>
  );
}

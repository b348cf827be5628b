// Made for Flex's dark header: light on dark, and a colour that is seen from the corner of an eye.

export const TIMER_STYLES = `
.wrap-up-timer {
  --tone: #8891aa;
  display: flex; align-items: center; align-self: center; gap: 8px; height: 32px; margin-right: 12px; padding: 0 4px 0 8px; box-sizing: border-box;
  border: 1px solid #606b85; border-radius: 8px; color: #fff; white-space: nowrap;
  font: 14px/20px 'Inter var', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
.wrap-up-timer.running { --tone: #36d576; border-color: #36d576; }
.wrap-up-timer.due-soon { --tone: #ffb37a; border-color: #ffb37a; }
.wrap-up-timer.overdue { --tone: #fff; background: #ad1111; border-color: #f58a8a; }
.wrap-up-timer svg { transform: rotate(-90deg); fill: none; stroke-width: 2.5; }
.wrap-up-timer .track { stroke: #606b85; }
.wrap-up-timer .ring { stroke: var(--tone); transition: stroke-dashoffset .25s linear; }
.wrap-up-timer .label { font-weight: 600; }
.wrap-up-timer strong { min-width: 32px; text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
.wrap-up-timer .hint { min-width: 76px; color: #cacdd8; font-size: 12px; font-variant-numeric: tabular-nums; }
.wrap-up-timer.overdue .hint { color: #fff; }
.wrap-up-timer button {
  min-width: 52px; height: 22px; padding: 0 8px; border: 0; border-radius: 4px; cursor: pointer;
  background: #fff; color: #121c2d; font: inherit; font-size: 12px; font-weight: 600; line-height: 22px;
}
.wrap-up-timer button:hover { background: #cce4ff; }
.wrap-up-timer button:focus-visible { outline: none; box-shadow: 0 0 0 3px rgba(102, 179, 255, .8); }
`;

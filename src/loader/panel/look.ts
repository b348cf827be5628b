// How the panel looks.

export const PANEL_LOOK = `
dialog[open] { width: min(1040px, calc(100vw - 32px)); max-height: calc(100vh - 48px); display: flex; flex-direction: column; }
header { display: flex; align-items: center; gap: 12px; padding: 20px 24px 16px; border-bottom: 1px solid var(--border-weaker); }
header > div { flex: 1; min-width: 0; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; }
.weak { color: var(--text-weak); }
.look .close { border-color: transparent; color: var(--text-weak); padding: 7px 10px; }
.plugins { overflow: auto; padding: 0 24px; flex: 1; min-height: 0; }
.plugins:focus-visible { outline: none; box-shadow: inset 0 0 0 2px var(--primary); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead th { position: sticky; top: 0; background: var(--body); z-index: 1; padding: 14px 12px 10px 0; font-weight: 600; border-bottom: 1px solid var(--border-weak); }
thead th:nth-child(1) { width: 25%; } thead th:nth-child(2) { width: 13%; } thead th:nth-child(3) { width: 17%; }
thead th.time, td:last-child { padding-right: 40px; }
tbody th, tbody td { padding: 12px 12px 12px 0; vertical-align: middle; }
tbody tr.plugin, tbody tr.release { border-top: 1px solid var(--border-weaker); }
tbody tr:first-child { border-top: 0; }
th strong { display: block; font-weight: 600; overflow-wrap: anywhere; }
tr.release th { color: var(--text-weak); }
tr.explained th, tr.explained td { padding-bottom: 8px; }
tr.why td { padding: 0 0 14px; }
.reason { display: flex; align-items: center; gap: 16px; border-radius: 6px; border: 1px solid; padding: 8px 8px 8px 12px; }
.reason p { flex: 1; }
.reason code { font-size: 12px; opacity: .8; white-space: nowrap; }
.reason.error { background: var(--error-weakest); border-color: var(--error-border); color: var(--error); }
.reason.warning { background: var(--warning-weakest); border-color: var(--warning-border); color: var(--warning); }
dialog > .reason { margin: 16px 24px 0; }
.scale { position: relative; height: 20px; color: var(--text-weak); font-weight: 400; font-size: 12px; font-variant-numeric: tabular-nums; }
.scale span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.scale span:first-child { transform: none; }
.track { position: relative; height: 20px; }
.track i { position: absolute; top: -22px; bottom: -22px; width: 1px; background: var(--border-weaker); }
tr.explained .track i { bottom: -18px; }
.track.release i { top: -12px; bottom: -12px; }
.track span { position: absolute; top: 4px; height: 12px; min-width: 3px; border-radius: 2px; }
.download { background: var(--primary-weak); }
.evaluate { background: var(--new); }
.init { background: var(--primary); }
.track .failed { background: var(--error-strong); }
.track.release .download { background: var(--border-weak); }
.legend { display: flex; align-items: center; gap: 8px; color: var(--text-weak); font-size: 12px; padding: 8px 40px 16px 0; justify-content: flex-end; }
.swatch { width: 12px; height: 12px; border-radius: 2px; margin-left: 8px; }
footer { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 16px; padding: 16px 24px; background: var(--surface-weak); border-top: 1px solid var(--border-weaker); border-radius: 0 0 8px 8px; }
.overrides { display: flex; align-items: center; gap: 12px; flex: 1; }
.actions { display: flex; align-items: center; gap: 12px; margin-left: auto; }
.hint { flex-basis: 100%; font-size: 12px; line-height: 16px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 720px) { thead th:nth-child(3), tr.plugin td:nth-of-type(2) { display: none; } .hint { display: none; } }
`;

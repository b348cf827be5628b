// The card's own rules on top of the shared look.

export const NOTES_STYLES = `
.call-notes { flex: none; width: 100%; max-height: 60%; overflow-y: auto; display: grid; gap: 12px; padding: 16px 20px 20px; background: var(--body); border-top: 1px solid var(--border-weak); }
.call-notes header { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: 8px 16px; }
.call-notes h2 { font-size: 16px; line-height: 24px; font-weight: 600; }
.call-notes header label { display: flex; align-items: center; gap: 8px; color: var(--text-weak); }
.call-notes header select { color: var(--text); padding-top: 5px; padding-bottom: 5px; }
.call-notes .last {
  display: flex; align-items: center; gap: 8px; min-width: 0; padding: 8px 12px; border-radius: 4px;
  background: var(--surface-weak); border: 1px solid var(--border-weaker);
}
.call-notes .last .label, .call-notes .last .agent { color: var(--text-weak); white-space: nowrap; }
.call-notes .last strong { font-weight: 600; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.call-notes .last .badge { margin-left: auto; }
.call-notes textarea { width: 100%; min-height: 112px; resize: vertical; }
.call-notes .actions { display: flex; align-items: center; flex-wrap: wrap; gap: 8px 16px; }
.call-notes .outcome { display: inline-flex; margin: 0; padding: 0; border: 1px solid var(--border-weak); border-radius: 4px; min-width: 0; }
.call-notes .outcome label { position: relative; padding: 7px 12px; color: var(--text-weak); font-weight: 600; cursor: pointer; }
.call-notes .outcome label + label { border-left: 1px solid var(--border-weak); }
.call-notes .outcome label:hover { color: var(--text-link); }
.call-notes .outcome input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.call-notes .outcome label:has(:checked) { background: var(--primary-weakest); color: var(--primary-strong); }
.call-notes .outcome label:has(:focus-visible) { box-shadow: var(--focus); }
.call-notes .actions .button { margin-left: auto; }
.call-notes .state { flex: 1 1 auto; text-align: right; color: var(--text-weak); font-size: 12px; }
`;

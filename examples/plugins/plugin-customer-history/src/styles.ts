// The panel's own rules on top of the shared look.

const SEARCH_ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16' fill='none' stroke='%23606b85' stroke-width='1.5' stroke-linecap='round'%3E%3Ccircle cx='7' cy='7' r='4.5'/%3E%3Cpath d='m10.5 10.5 3 3'/%3E%3C/svg%3E";

export const HISTORY_STYLES = `
.customer-history { display: flex; flex-direction: column; flex: 1 1 auto; width: 100%; height: 100%; min-height: 0; background: var(--body); }
.customer-history .customer { padding: 24px 28px 20px; border-bottom: 1px solid var(--border-weaker); }
.customer-history .who { display: flex; align-items: center; gap: 16px; flex-wrap: wrap; }
.customer-history .initials {
  display: grid; place-items: center; width: 48px; height: 48px; border-radius: 50%;
  background: var(--primary-weakest); color: var(--primary-strong); font-size: 16px; font-weight: 600;
}
.customer-history .name { flex: 1 1 200px; min-width: 0; }
.customer-history h2 { font-size: 20px; line-height: 28px; font-weight: 600; }
.customer-history .name p { color: var(--text-weak); }
.customer-history .phone { white-space: nowrap; }
.customer-history .facts { display: flex; flex-wrap: wrap; gap: 16px 32px; margin-top: 20px; }
.customer-history dt { color: var(--text-weak); font-size: 12px; line-height: 16px; margin-bottom: 4px; }
.customer-history dd { font-weight: 600; line-height: 20px; }
.customer-history .mood { display: inline-flex; align-items: center; gap: 6px; }
.customer-history .mood::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: #8891aa; }
.customer-history .mood.positive::before { background: #14b053; }
.customer-history .mood.negative::before { background: #db132a; }
.customer-history .search { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; padding: 16px 28px; }
.customer-history .search input {
  flex: 1 1 200px; min-width: 0; padding-left: 36px;
  background: var(--body) url("${SEARCH_ICON}") no-repeat 12px center;
}
.customer-history .channels { display: inline-flex; border: 1px solid var(--border-weak); border-radius: 4px; }
.customer-history .channels button {
  border: 0; background: none; padding: 7px 10px; cursor: pointer; white-space: nowrap; color: var(--text-weak); font-weight: 600;
}
.customer-history .channels button + button { border-left: 1px solid var(--border-weak); }
.customer-history .channels button:hover { color: var(--text-link); }
.customer-history .channels button[aria-pressed=true] { background: var(--primary-weakest); color: var(--primary-strong); }
.customer-history .count { font-weight: 400; }
.customer-history .contacts { flex: 1 1 0; min-height: 120px; overflow-y: auto; padding: 0 16px 16px; }
.customer-history .contact { position: relative; display: flex; gap: 4px; padding-left: 12px; }
.customer-history .contact::before {
  content: ''; position: absolute; left: 29px; top: 12px; bottom: -12px; width: 1px; background: var(--border-weaker);
}
.customer-history .contact:last-child::before { display: none; }
.customer-history .channel {
  position: relative; flex: none; display: grid; place-items: center; width: 36px; height: 36px; margin-top: 10px; border-radius: 50%;
  background: var(--surface); color: var(--text-weak); box-shadow: 0 0 0 4px var(--body);
}
.customer-history .channel.voice { background: var(--success-weakest); color: var(--success); }
.customer-history .channel.chat { background: var(--primary-weakest); color: var(--primary); }
.customer-history .channel.sms { background: var(--new-weakest); color: var(--new); }
.customer-history .channel.email { background: var(--warning-weakest); color: var(--warning); }
.customer-history .entry {
  flex: 1 1 auto; min-width: 0; display: grid; gap: 4px; text-align: left; border: 0; background: none;
  padding: 10px 12px; border-radius: 8px; cursor: pointer;
}
.customer-history .entry:hover { background: var(--row-hover); }
.customer-history .title { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.customer-history .title strong { font-weight: 600; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.customer-history .summary { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden; }
.customer-history .open .summary { -webkit-line-clamp: none; }
.customer-history .meta { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--text-weak); font-size: 12px; line-height: 16px; }
.customer-history .nothing { flex: 1 1 auto; padding: 48px 28px; text-align: center; }
.customer-history .nothing strong { font-weight: 600; }
.customer-history .nothing p + p { margin-top: 4px; color: var(--text-weak); }
.customer-history footer { padding: 8px 28px; border-top: 1px solid var(--border-weaker); color: var(--text-weak); font-size: 12px; line-height: 16px; }
`;

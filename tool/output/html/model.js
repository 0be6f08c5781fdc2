// What was found, what of it is to be seen, and the address that says so.
const report = JSON.parse(byId('data').textContent);
const findings = report.findings;

const STATES = {
  fixed: 'fixed',
  safe: 'fixable, safe',
  unsafe: 'fixable, unsafe',
  suggestion: 'suggestion',
  withheld: 'fix withheld',
  conflict: 'fix in conflict',
  none: 'no fix',
};
const FACETS = {
  rule: 'Rule',
  folder: 'Folder',
  framework: 'Framework',
  state: 'State',
  severity: 'Severity',
};
const KEYS = Object.keys(FACETS);
const ORDERS = { state: Object.keys(STATES), severity: ['error', 'warning', 'info'] };

for (const f of findings) {
  f.framework ||= '(none known)';
  f.text = [f.message, f.path, f.rule, f.why, f.title || ''].join('\n').toLowerCase();
}

function labelOf(key, value) {
  if (key === 'state') return STATES[value];
  return key === 'folder' && value === '.' ? '(top)' : value;
}

// The values of each facet, the most frequent first or in their own order.
const values = Object.fromEntries(KEYS.map((key) => {
  const counts = new Map();
  for (const f of findings) counts.set(f[key], (counts.get(f[key]) || 0) + 1);
  const rank = (v) => (ORDERS[key] ? ORDERS[key].indexOf(v) : -counts.get(v));
  return [key, [...counts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))];
}));

const wanted = { q: '' };
for (const key of KEYS) wanted[key] = '';
let open = new Set(); // Indices of findings.

// Which findings are shown, and for each value of a facet how many there are by state if all
// other filters stay: {value: {total, safe, none...}}.
function select() {
  const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
  const tallies = Object.fromEntries(KEYS.map((key) => [key, new Map()]));
  const shown = [];
  const count = (key, f) => {
    let tally = tallies[key].get(f[key]);
    if (!tally) tallies[key].set(f[key], tally = { total: 0 });
    tally.total += 1;
    tally[f.state] = (tally[f.state] || 0) + 1;
  };
  findings.forEach((f, i) => {
    if (!words.every((w) => f.text.includes(w))) return;
    const missed = KEYS.filter((key) => wanted[key] && wanted[key] !== f[key]);
    if (missed.length > 1) return;
    if (missed.length) return count(missed[0], f);
    shown.push(i);
    for (const key of KEYS) count(key, f);
  });
  return { shown, tallies };
}

// Browsers count how often an address changes, so it waits for the end of a word.
const ADDRESS_DELAY = 150; // ms
let addressTimer = 0;

function keepAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(writeAddress, ADDRESS_DELAY);
}

function writeAddress() {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) if (value) words.set(key, value);
  if (open.size) words.set('open', [...open].sort((a, b) => a - b).join('.'));
  const hash = words.toString();
  if (location.hash.slice(1) !== hash) history.replaceState(null, '', '#' + hash);
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(wanted)) {
    const value = words.get(key) || '';
    // An address of another report may ask for what is not in this one.
    wanted[key] = key === 'q' || values[key].includes(value) ? value : '';
  }
  open = new Set((words.get('open') || '').split('.').filter(Boolean).map(Number).filter((i) => findings[i]));
}

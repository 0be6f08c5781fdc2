function update() {
  const { shown: indices, tallies } = select();
  updatePlots(tallies);
  updateFilters(tallies);
  updateList(indices);
  keepAddress();
}

function makeHead() {
  const failed = report.failures.length;
  const facts = [['version', report.version], ['root', report.root],
    ['translation units', report.units - failed + ' analysed' + (failed ? ', ' + failed + ' failed' : '')]];
  for (const [name, value] of facts) byId('about').append(el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  if (failed)
    byId('remarks').append(el('details', { class: 'card failures' },
      el('summary', {}, counted(failed, 'translation unit') + ' could not be analysed'),
      el('ul', {}, report.failures.map((f) => el('li', {}, el('code', {}, f.file), ': ', f.failure,
        f.reproduce && el('pre', {}, f.reproduce))))));
  const remarks = [];
  if (report.hiddenInHeaders)
    remarks.push(counted(report.hiddenInHeaders, 'finding') +
                 " in headers not shown (--header-filter='.*' shows all).");
  if (report.applied) remarks.push('Fixes were applied; lines are those of the files before that.');
  for (const text of remarks) byId('remarks').append(el('p', { class: 'card' }, text));
}

// "auto" is what the system says. A page from a file may have no storage.
const SCHEMES = ['auto', 'light', 'dark'];
function setScheme(name) {
  document.documentElement.dataset.scheme = name;
  byId('theme').textContent = 'Colours: ' + name;
  try {
    localStorage.setItem('asyncmend-scheme', name);
  } catch { /* then it is forgotten */ }
}

function makeScheme() {
  let kept = null;
  try {
    kept = localStorage.getItem('asyncmend-scheme');
  } catch { /* nothing was kept */ }
  setScheme(SCHEMES.includes(kept) ? kept : 'auto');
  byId('theme').addEventListener('click', () => {
    const now = SCHEMES.indexOf(document.documentElement.dataset.scheme);
    setScheme(SCHEMES[(now + 1) % SCHEMES.length]);
  });
}

function escape() {
  if (document.activeElement === byId('search')) {
    if (!wanted.q) byId('search').blur();
    wanted.q = '';
    update();
    return;
  }
  const at = focused();
  if (at < 0) return;
  setOpen(shown[at], false);
  focusRow(at);
}

function move(step) {
  const at = focused();
  focusRow(at < 0 ? 0 : at + step);
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || byId('help').open) return;
  const target = document.activeElement;
  const typing = target?.matches('input, select');
  if (event.key === 'Escape') return escape();
  if (typing) return;
  // Arrows scroll the page where no finding has the focus.
  const inList = target?.matches('.row');
  const actions = {
    '/': () => byId('search').select(),
    '?': () => byId('help').showModal(),
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: inList && (() => move(1)),
    ArrowUp: inList && (() => move(-1)),
  };
  const action = Object.hasOwn(actions, event.key) && actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function clearFilters() {
  for (const key of Object.keys(wanted)) wanted[key] = '';
  update();
}

makeHead();
makeScheme();
makeStates();
PLOTS.forEach(makePlot);
makeFilters();
readAddress();
update();
watchList();
byId('search').addEventListener('input', (event) => {
  wanted.q = event.target.value;
  update();
});
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', clearFilters);
byId('skip').addEventListener('click', () => focusRow(0));
byId('keys').addEventListener('click', () => byId('help').showModal());
document.addEventListener('keydown', onKey);
window.addEventListener('hashchange', () => {
  clearTimeout(addressTimer);
  readAddress();
  update();
});

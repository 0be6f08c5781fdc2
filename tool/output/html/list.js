// The findings that are shown, some at a time as the reader comes near them.
const BATCH = 50;
const rows = []; // By index of the finding, once made: {item, button, panel}
let shown = [];
let rendered = 0;

function makeRow(index) {
  const f = findings[index];
  const panel = el('div', { class: 'panel', id: 'panel-' + index, role: 'region',
                            'aria-labelledby': 'row-' + index, hidden: true });
  const button = el('button', {
    type: 'button', class: 'row', id: 'row-' + index, 'aria-expanded': 'false', 'aria-controls': panel.id,
    onclick: () => setOpen(index, !open.has(index)),
  },
  el('span', { class: 'severity ' + f.severity }, f.severity),
  el('span', { class: 'message' }, f.message),
  el('span', { class: 'badge ' + f.state }, labelOf('state', f.state)),
  el('span', { class: 'at' }, f.path + ':' + f.line + ':' + f.column),
  el('span', { class: 'which' }, f.rule + ' · ' + f.framework));
  return { item: el('li', {}, button, panel), button, panel };
}

function rowOf(index) {
  rows[index] ||= makeRow(index);
  showOpen(index);
  return rows[index];
}

function showOpen(index) {
  const { button, panel } = rows[index];
  const isOpen = open.has(index);
  if (isOpen && !panel.firstChild) panel.append(...details(findings[index]).flat().filter(Boolean));
  panel.hidden = !isOpen;
  button.setAttribute('aria-expanded', isOpen);
}

function setOpen(index, isOpen) {
  if (isOpen) open.add(index);
  else open.delete(index);
  showOpen(index);
  keepAddress();
}

function renderMore(upto = rendered + BATCH) {
  upto = Math.min(upto, shown.length);
  const items = [];
  for (; rendered < upto; ++rendered) items.push(rowOf(shown[rendered]).item);
  byId('list').append(...items);
  byId('more').hidden = rendered === shown.length;
}

function updateList(indices) {
  shown = indices;
  rendered = 0;
  byId('list').replaceChildren();
  renderMore();
  const all = counted(findings.length, 'finding');
  byId('count').textContent = !findings.length ? 'Nothing was found.'
    : shown.length === findings.length ? all : shown.length.toLocaleString('en') + ' of ' + all;
}

function focusRow(position) {
  if (position < 0 || position >= shown.length) return;
  if (position >= rendered) renderMore(position + BATCH);
  const { button } = rows[shown[position]];
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: 'nearest' });
}

// The position of the finding that has the focus, or -1.
function focused() {
  const item = document.activeElement?.closest('.list > li');
  return item ? shown.findIndex((i) => rows[i]?.item === item) : -1;
}

function watchList() {
  new IntersectionObserver((entries) => {
    if (entries.some((e) => e.isIntersecting)) renderMore();
  }, { rootMargin: '1200px' }).observe(byId('more'));
  window.addEventListener('beforeprint', () => renderMore(shown.length));
}

// Totals and bars. Each is a button that filters by what it stands for.
const PLOTS = ['rule', 'folder', 'framework'];
const MOST_BARS = 8; // What is more waits for a click.
const bars = []; // {key, value, button, number, track}

function toggle(key, value) {
  wanted[key] = wanted[key] === value ? '' : value;
  update();
}

function filterButton(key, value, className, ...children) {
  return el('button', { type: 'button', class: className, 'aria-pressed': 'false',
                        onclick: () => toggle(key, value) }, ...children);
}

function makeStates() {
  for (const value of ORDERS.state) {
    const number = el('strong');
    const button = filterButton('state', value, 'state', el('i', { class: 'dot ' + value }), number,
                                el('span', {}, labelOf('state', value)));
    byId('states').append(el('li', {}, button));
    bars.push({ key: 'state', value, button, number });
  }
}

function makePlot(key) {
  const list = el('ul', { class: 'bars' });
  values[key].forEach((value, i) => {
    const number = el('span', { class: 'number' });
    const track = el('span', { class: 'track' });
    const name = el('span', { class: 'name', title: labelOf(key, value) }, labelOf(key, value));
    const button = filterButton(key, value, 'bar', name, number, track);
    list.append(el('li', { class: i < MOST_BARS ? null : 'surplus' }, button));
    bars.push({ key, value, button, number, track });
  });
  const plot = el('figure', { class: 'card' }, el('figcaption', {}, 'By ' + FACETS[key].toLowerCase()), list);
  const surplus = values[key].length - MOST_BARS;
  if (surplus > 0)
    plot.append(el('button', {
      type: 'button', class: 'link', 'aria-expanded': 'false',
      onclick: (event) => {
        const all = plot.classList.toggle('all');
        event.target.setAttribute('aria-expanded', all);
        event.target.textContent = all ? 'show fewer' : surplus + ' more';
      },
    }, surplus + ' more'));
  byId('plots').append(plot);
}

// Parts of a bar, in the order of the states.
function segments(tally, most) {
  return ORDERS.state.filter((s) => tally[s]).map((s) => {
    const part = el('i', { class: s, title: labelOf('state', s) + ': ' + tally[s] });
    part.style.width = 100 * tally[s] / most + '%';
    return part;
  });
}

function updatePlots(tallies) {
  const most = {};
  for (const key of PLOTS) most[key] = Math.max(1, ...[...tallies[key].values()].map((t) => t.total));
  for (const { key, value, button, number, track } of bars) {
    const tally = tallies[key].get(value) || { total: 0 };
    number.textContent = tally.total.toLocaleString('en');
    if (track) track.replaceChildren(...segments(tally, most[key]));
    button.setAttribute('aria-pressed', wanted[key] === value);
    button.setAttribute('aria-label', labelOf(key, value) + ': ' + counted(tally.total, 'finding'));
    button.classList.toggle('empty', !tally.total);
    // The one that is chosen is always to be seen.
    if (wanted[key] === value) button.parentElement.classList.remove('surplus');
  }
}

const selects = {};

function makeFilters() {
  for (const key of KEYS) {
    selects[key] = el('select', { id: 'filter-' + key, onchange: (event) => {
      wanted[key] = event.target.value;
      update();
    } }, el('option', { value: '' }, 'all'), values[key].map((v) => el('option', { value: v })));
    byId('clear').before(el('label', {}, FACETS[key] + ' ', selects[key]));
  }
}

function updateFilters(tallies) {
  if (byId('search').value !== wanted.q) byId('search').value = wanted.q;
  for (const key of KEYS) {
    for (const option of selects[key].options)
      if (option.value)
        option.textContent = labelOf(key, option.value) + ' (' + (tallies[key].get(option.value)?.total || 0) + ')';
    selects[key].value = wanted[key];
    selects[key].classList.toggle('active', !!wanted[key]);
  }
}

// What a finding shows when it is opened.
function snippet(place) {
  if (!place.lines) return null;
  const [line, column, endLine, endColumn] = place.mark;
  const rows = highlight(place.lines.join('\n')).map((tokens, i) => {
    const number = place.first + i;
    const length = place.lines[i].length;
    const within = number >= line && number <= endLine;
    const range = [number === line ? column - 1 : 0, number === endLine ? endColumn - 1 : length];
    return el('tr', { class: within && 'here' }, el('td', { class: 'number' }, String(number)),
              el('td', { class: 'line' }, painted(tokens, within ? [range] : [])));
  });
  return el('table', { class: 'snippet', 'aria-label': place.path + ', line ' + place.line }, el('tbody', {}, rows));
}

function verdict(f) {
  const said = {
    fixed: 'Fixed',
    safe: 'Fix, safe',
    unsafe: 'Fix, unsafe',
    suggestion: 'Suggestion, to be applied by hand',
    withheld: 'The fix was withheld',
    conflict: 'The fix is in conflict with another one',
    none: 'No fix',
  }[f.state];
  const what = f.why && (f.state in { withheld: 1, conflict: 1, none: 1 }) ? f.why : f.title;
  const how = { safe: 'asyncmend --fix', unsafe: 'asyncmend --fix --unsafe-fixes' }[f.state];
  return el('p', { class: 'verdict ' + f.state }, el('strong', {}, said + ': '), el('span', {}, what || ''),
            how && el('span', { class: 'how' }, ' (applied by ', el('code', {}, how), ')'));
}

function rulePage(f) {
  const rule = report.rules.find((r) => r.slug === f.rule);
  const about = el('details', { class: 'rule' },
    el('summary', {}, 'Rule ', el('code', {}, f.rule), rule ? ': ' + rule.summary : ''));
  about.addEventListener('toggle', () => {
    if (about.open && about.children.length === 1)
      about.append(el('div', { class: 'page' },
                      rule && rule.page ? markdown(rule.page) : 'There is no page of this rule.'));
  });
  return about;
}

function details(f) {
  return [
    verdict(f),
    snippet(f),
    f.diffs.length > 0 && el('h3', {}, f.state === 'fixed' ? 'What was changed' : 'What the fix changes'),
    f.diffs.map(diffTable),
    f.notes.map((n) => el('div', { class: 'note' },
      el('p', {}, el('strong', {}, 'Note: '), n.message, ' ', el('span', { class: 'at' }, n.path + ':' + n.line)),
      snippet(n))),
    rulePage(f),
  ];
}

// A unified diff, its two sides beside each other.

// [{before: [...], after: [...], rows: [[i, j]...]}]: rows pair lines of the two sides; null is none.
function hunksOf(text) {
  const hunks = [];
  let outs = [], ins = [];
  const flush = () => {
    const h = hunks.at(-1);
    if (!h) return;
    const i0 = h.before.length, j0 = h.after.length;
    h.before.push(...outs);
    h.after.push(...ins);
    for (const [i, j] of paired(outs, ins))
      h.rows.push([i == null ? null : i0 + i, j == null ? null : j0 + j]);
    outs = [];
    ins = [];
  };
  for (const raw of text.split('\n').slice(2)) {
    const head = /^@@ -(\d+),\d+ \+(\d+),\d+ @@$/.exec(raw);
    const line = raw.slice(1).replace(/^\ufeff/, '').replace(/\r$/, '');
    if (head) {
      flush();
      hunks.push({ old: +head[1], new: +head[2], before: [], after: [], rows: [] });
    } else if (raw[0] === '-') outs.push(line);
    else if (raw[0] === '+') ins.push(line);
    else if (raw[0] === ' ') {
      flush();
      const h = hunks.at(-1);
      h.rows.push([h.before.length, h.after.length]);
      h.before.push(line);
      h.after.push(line);
    }
  }
  flush();
  return hunks;
}

const wordsOf = (line) => line.match(/\w+|\s+|[^\w\s]/g) || [];

// How much of two lines is the same: 0 to 1.
function likeness(a, b) {
  const words = (l) => wordsOf(l).filter((w) => w.trim());
  const left = words(a), right = words(b);
  if (!left.length || !right.length) return left.length === right.length ? 1 : 0;
  const seen = new Map();
  for (const w of left) seen.set(w, (seen.get(w) || 0) + 1);
  let same = 0;
  for (const w of right)
    if (seen.get(w) > 0) {
      seen.set(w, seen.get(w) - 1);
      same += 1;
    }
  return 2 * same / (left.length + right.length);
}

// The longest way through a table of gains: [i, j] pairs of what belongs together.
function aligned(n, m, gain) {
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = n - 1; i >= 0; --i)
    for (let j = m - 1; j >= 0; --j)
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], gain(i, j) + best[i + 1][j + 1]);
  const pairs = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    if (gain(i, j) > 0 && best[i][j] === gain(i, j) + best[i + 1][j + 1]) pairs.push([i++, j++]);
    else if (best[i][j] === best[i + 1][j]) ++i;
    else ++j;
  }
  return pairs;
}

const LEAST_LIKENESS = 0.4;
const MOST_CELLS = 10000; // of such a table: what is larger is not worth the wait

function paired(outs, ins) {
  // One line for one line is a change of it, however large.
  if (outs.length === 1 && ins.length === 1) return [[0, 0]];
  if (outs.length * ins.length > MOST_CELLS)
    return Array.from({ length: Math.max(outs.length, ins.length) },
                      (_, i) => [i < outs.length ? i : null, i < ins.length ? i : null]);
  const like = outs.map((a) => ins.map((b) => likeness(a, b)));
  const pairs = aligned(outs.length, ins.length, (i, j) => (like[i][j] >= LEAST_LIKENESS ? like[i][j] : 0));
  const rows = [];
  let i = 0, j = 0;
  for (const [pi, pj] of [...pairs, [outs.length, ins.length]]) {
    while (i < pi) rows.push([i++, null]);
    while (j < pj) rows.push([null, j++]);
    if (pi < outs.length && pj < ins.length) rows.push([i++, j++]);
  }
  return rows;
}

// The ranges of two lines that are not in the other; indentation does not count.
function changedRanges(a, b) {
  const left = wordsOf(a), right = wordsOf(b);
  if (left.length * right.length > MOST_CELLS) return [[], []];
  const pairs = aligned(left.length, right.length,
                        (i, j) => (left[i] === right[j] ? (left[i].trim() ? 1 : 0.1) : 0));
  const rest = (words, kept) => {
    const ranges = [];
    let at = 0;
    words.forEach((w, i) => {
      const indent = i === 0 && !w.trim();
      if (!kept.has(i) && !indent) {
        if (ranges.length && ranges.at(-1)[1] === at) ranges.at(-1)[1] = at + w.length;
        else ranges.push([at, at + w.length]);
      }
      at += w.length;
    });
    return ranges;
  };
  return [rest(left, new Set(pairs.map((p) => p[0]))), rest(right, new Set(pairs.map((p) => p[1])))];
}

function diffCells(number, kind, code) {
  return [el('td', { class: 'number ' + kind }, number == null ? '' : String(number)),
          el('td', { class: 'line ' + kind }, code)];
}

function diffRow(h, before, after, i, j) {
  if (i == null)
    return el('tr', {}, diffCells(null, 'void', ''), diffCells(h.new + j, 'in', painted(after[j])));
  if (j == null)
    return el('tr', {}, diffCells(h.old + i, 'out', painted(before[i])), diffCells(null, 'void', ''));
  if (h.before[i] === h.after[j])
    return el('tr', { class: 'same' }, diffCells(h.old + i, '', painted(before[i])),
              diffCells(h.new + j, '', painted(after[j])));
  const [out, into] = changedRanges(h.before[i], h.after[j]);
  return el('tr', {}, diffCells(h.old + i, 'out', painted(before[i], out)),
            diffCells(h.new + j, 'in', painted(after[j], into)));
}

function diffTable(diff) {
  const table = el('table', { class: 'diff' },
    el('caption', {}, diff.path),
    el('colgroup', {}, [0, 1].map(() => [el('col', { class: 'number' }), el('col')]).flat()),
    el('thead', {}, el('tr', {}, el('th', { colspan: 2, scope: 'col' }, 'before'),
                       el('th', { colspan: 2, scope: 'col' }, 'after'))));
  for (const h of hunksOf(diff.text)) {
    const before = highlight(h.before.join('\n')), after = highlight(h.after.join('\n'));
    table.append(el('tbody', {}, h.rows.map(([i, j]) => diffRow(h, before, after, i, j))));
  }
  return table;
}

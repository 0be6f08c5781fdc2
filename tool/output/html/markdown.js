// As much of Markdown as the pages of the rules have.
function inline(text) {
  const out = [];
  let at = 0;
  for (const m of text.matchAll(/`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    out.push(text.slice(at, m.index));
    at = m.index + m[0].length;
    if (m[1] != null) out.push(el('code', {}, m[1]));
    else if (m[2] != null) out.push(el('strong', {}, ...inline(m[2])));
    // Pages that are named by relative links are not here.
    else if (/^https?:/.test(m[4])) out.push(el('a', { href: m[4], rel: 'noopener noreferrer' }, ...inline(m[3])));
    else out.push(...inline(m[3]));
  }
  out.push(text.slice(at));
  return out;
}

function tableOf(lines) {
  const cells = (line) => line.replace(/^\||\|$/g, '').split('|').map((c) => inline(c.trim()));
  const [head, , ...rows] = lines;
  return el('table', {}, el('thead', {}, el('tr', {}, cells(head).map((c) => el('th', {}, c)))),
            el('tbody', {}, rows.map((r) => el('tr', {}, cells(r).map((c) => el('td', {}, c))))));
}

function blockOf(lines) {
  const heading = /^(#+) (.*)$/.exec(lines[0]);
  if (heading) return el('h4', {}, ...inline(heading[2]));
  if (lines[0].startsWith('|')) return tableOf(lines);
  if (/^- /.test(lines[0]))
    return el('ul', {}, lines.join('\n').split(/^- /m).slice(1).map((item) => el('li', {}, ...inline(item))));
  return el('p', {}, ...inline(lines.join('\n')));
}

function markdown(text) {
  const out = [];
  let block = [], fence = null;
  const flush = () => {
    if (block.length) out.push(blockOf(block));
    block = [];
  };
  // The first heading is the rule's name, which the reader has just clicked on.
  for (const line of text.replace(/^# .*\n/, '').split('\n')) {
    if (fence && line.startsWith('```')) {
      out.push(el('pre', {}, highlight(fence.join('\n')).flatMap((l) => [painted(l), '\n'])));
      fence = null;
    } else if (fence) fence.push(line);
    else if (line.startsWith('```')) {
      flush();
      fence = [];
    } else if (!line.trim()) flush();
    else {
      if (/^#/.test(line) || (/^(- |\|)/.test(line) && block.length && !/^(- |\|)/.test(block[0]))) flush();
      block.push(line);
      if (/^#/.test(line)) flush();
    }
  }
  flush();
  return out;
}

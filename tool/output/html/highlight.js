// A few classes of C++ tokens, enough to read a dozen lines.
const KEYWORDS = new Set(('alignas alignof and asm auto bool break case catch char class co_await co_return co_yield ' +
  'concept const consteval constexpr constinit const_cast continue decltype default delete do double dynamic_cast ' +
  'else enum explicit export extern false final float for friend goto if inline int long mutable namespace new ' +
  'noexcept not nullptr operator or override private protected public register reinterpret_cast requires return ' +
  'short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try ' +
  'typedef typeid typename union unsigned using virtual void volatile wchar_t while').split(' '));

const TOKEN = new RegExp([
  // (?![^]) is the end of the text; $ would be that of a line.
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|(?![^])))/,
  /(?<raw>(?:u8|[uUL])?R"(?<tag>[^(\s"]*)\([^]*?(?:\)\k<tag>"|(?![^])))/,
  /(?<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])+'?|(?<=#[ \t]*include[ \t]*)<[^>\n]+>)/,
  /(?<directive>^[ \t]*#[ \t]*\w+)/,
  /(?<number>\b\d(?:[eEpP][+-]|'?[\w.])*)/,
  /(?<word>[A-Za-z_]\w*)/,
].map((r) => r.source).join('|'), 'gm');

// Lines of [class, text] pairs; a class may be ''.
function highlight(text) {
  const lines = [[]];
  const put = (kind, piece) => piece.split('\n').forEach((part, i) => {
    if (i) lines.push([]);
    if (part) lines.at(-1).push([kind, part]);
  });
  let at = 0;
  for (const m of text.matchAll(TOKEN)) {
    put('', text.slice(at, m.index));
    const g = m.groups;
    put(g.comment ? 'c' : g.raw || g.string ? 's' : g.directive ? 'k' : g.number ? 'n' : KEYWORDS.has(m[0]) ? 'k' : '', m[0]);
    at = m.index + m[0].length;
  }
  put('', text.slice(at));
  return lines;
}

// A line as a <code>; what lies in `ranges` ([from, to], sorted) is marked.
function painted(tokens, ranges = []) {
  const code = el('code');
  let at = 0;
  const cuts = ranges.flat();
  for (const [kind, text] of tokens) {
    const edges = [0, ...cuts.map((c) => c - at).filter((c) => c > 0 && c < text.length), text.length];
    for (let i = 0; i + 1 < edges.length; ++i) {
      const from = at + edges[i];
      const marked = ranges.some(([a, b]) => from >= a && from < b);
      const part = text.slice(edges[i], edges[i + 1]);
      if (marked) code.append(el('mark', kind ? { class: kind } : {}, part));
      else code.append(kind ? el('span', { class: kind }, part) : part);
    }
    at += text.length;
  }
  return code;
}

// Elements with attributes and children. Strings become text nodes, never markup.
function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) e.setAttribute(name, value === true ? '' : value);
  }
  e.append(...children.flat().filter((c) => c != null && c !== false));
  return e;
}

const byId = (id) => document.getElementById(id);

const counted = (n, noun) => n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');

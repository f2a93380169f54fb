// Telegram's text and entities -> DOM nodes. Offsets count UTF-16 units, as strings do here.
// The words of a message only ever become text nodes, and all of them do: a selection can be measured against the text.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

// The address if a link may lead there, otherwise null; one without a scheme leads to the web.
export function safe(address) {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function make(tag, name = "", ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

export function link(address, ...children) {
  const url = safe(address);
  const node = make(url ? "a" : "span", "", ...children);
  if (url) Object.assign(node, { href: url, target: "_blank", rel: "noopener noreferrer" });
  return node;
}

// The element for the words of a message.
export function textOf(text, entities) {
  const node = make("div", "text");
  node.dir = "auto";
  node.append(...nodes(text, entities ?? [], 0, text.length));
  return node;
}

// The nodes of text[from, to), where `entities` are ordered by offset and, at the same offset, longest first.
function nodes(text, entities, from, to) {
  const made = [];
  let at = from;
  let afterBlock = false;
  const plain = (end, beforeBlock) => {
    made.push(...plainNodes(text.slice(at, end), afterBlock, beforeBlock));
    at = end;
  };
  for (let i = 0; i < entities.length; i++) {
    const one = entities[i];
    if (one.offset < at) continue;
    const end = Math.min(one.offset + one.length, to);
    const block = BLOCKS.has(one.type);
    if (one.offset > at) plain(one.offset, block);
    const inside = entities.slice(i + 1).filter((other) => other.offset < end);
    made.push(entityNode(one, text.slice(at, end), nodes(text, inside, at, end)));
    at = end;
    afterBlock = block;
  }
  if (at < to) plain(to, false);
  return made;
}

// A block stands on lines of its own: the line break before it, and the one behind it, are kept but not shown.
function plainNodes(text, afterBlock, beforeBlock) {
  const made = [];
  let rest = text;
  if (afterBlock && rest.startsWith("\n")) {
    made.push(make("span", "gap", "\n"));
    rest = rest.slice(1);
  }
  const cut = beforeBlock && rest.endsWith("\n");
  if (cut) rest = rest.slice(0, -1);
  if (rest) made.push(document.createTextNode(rest));
  if (cut) made.push(make("span", "gap", "\n"));
  return made;
}

function entityNode(entity, words, children) {
  const { type } = entity;
  if (type === "text_link") return link(entity.url, ...children);
  if (type === "url") return link(words, ...children);
  if (type === "email") return link(`mailto:${words}`, ...children);
  if (type === "phone_number") return link(`tel:${words}`, ...children);
  const node = make(TAGS[type] ?? "span", TAGS[type] ? "" : type, ...children);
  if (type === "expandable_blockquote") node.classList.add("expandable");
  if (type === "pre" && entity.language) node.dataset.language = entity.language;
  return node;
}

// The piece of a message's words that is selected, or null; without the blanks around it, as Telegram's apps take it.
export function selectedIn(node) {
  const selection = getSelection();
  if (!node || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!node.contains(range.startContainer) || !node.contains(range.endContainer)) return null;
  return range.toString().trim() || null;
}

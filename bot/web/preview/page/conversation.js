// The messages of a chat on the screen: what is new comes, what has changed is shown anew, what is gone vanishes.
import { messageNode } from "./message.js";
import { icon, make } from "./text.js";

const NEAR_THE_END = 120; // pixels
const SHOWN_LINES_OF_A_FOLD = 3;

let shown = new Map(); // what stands in the log -> { key, node }; another key asks for another node
let shownChat;
const unfolded = new Set();

// `view` holds words, locale and me, the id of the person who looks on.
export function showMessages(log, chat, view) {
  const following = shownChat !== chat.id || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
  if (shownChat !== chat.id) {
    shown = new Map();
    shownChat = chat.id;
    log.replaceChildren();
  }
  log.classList.toggle("grouped", chat.type !== "private");
  const left = shown;
  shown = new Map();
  let before = null;
  for (const one of piecesOf(chat, view)) {
    const known = left.get(one.id);
    left.delete(one.id);
    const node = known?.key === one.key ? known.node : one.build();
    if (known && known.node !== node) known.node.replaceWith(node);
    else if (!known && before) before.after(node);
    else if (!known) log.prepend(node);
    shown.set(one.id, { key: one.key, node });
    before = node;
    if (node !== known?.node) fold(node, one.id);
  }
  for (const { node } of left.values()) vanish(node);
  if (following) log.scrollTop = log.scrollHeight;
}

// Days and messages from top to bottom, each with what it depends on as its key.
function piecesOf(chat, view) {
  return chat.messages.flatMap((message, at, all) => {
    const [before, behind] = [all[at - 1], all[at + 1]];
    const seen = { ...view, group: chat.type !== "private", first: !follows(message, before), last: !follows(behind, message) };
    const key = JSON.stringify([message, seen.first, seen.last, view.me, view.locale]);
    const piece = { id: `${message.message_id}`, key, build: () => messageNode(message, seen) };
    return before && sameDay(message, before) ? [piece] : [dayOf(message, view), piece];
  });
}

// Whether a message continues the one before it: of the same sender, on the same day.
function follows(message, before) {
  if (!message || !before || message.new_chat_members || before.new_chat_members) return false;
  return message.from.id === before.from.id && sameDay(message, before);
}

function sameDay(one, other) {
  return new Date(one.date * 1000).toDateString() === new Date(other.date * 1000).toDateString();
}

function dayOf(message, { locale }) {
  const day = new Date(message.date * 1000).toLocaleDateString(locale, { month: "long", day: "numeric" });
  return { id: `day of ${message.message_id}`, key: day, build: () => make("div", "service", make("span", "", day)) };
}

// Expandable quotes are folded after three lines; which ones somebody has unfolded outlives a change of the message.
function fold(node, id) {
  node.querySelectorAll(".expandable").forEach((quote, at) => {
    const lines = quote.scrollHeight / parseFloat(getComputedStyle(quote).lineHeight);
    if (lines <= SHOWN_LINES_OF_A_FOLD + 1) return;
    quote.dataset.fold = `${shownChat} ${id} ${at}`;
    quote.classList.add("folds");
    quote.append(icon("fold"));
    quote.classList.toggle("folded", !unfolded.has(quote.dataset.fold));
  });
}

export function turnFold(quote) {
  if (quote.classList.toggle("folded")) unfolded.delete(quote.dataset.fold);
  else unfolded.add(quote.dataset.fold);
}

async function vanish(node) {
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    await node.animate({ opacity: [1, 0], transform: ["none", "scale(.8)"] }, 180).finished;
  }
  node.remove();
}

export function jumpTo(message) {
  const node = document.querySelector(`[data-message="${message}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.animate({ backgroundColor: ["#3390ec55", "transparent"] }, 1200);
}

// The page: shows what happens on the stage as it happens, and sends what a person does there.
import { jumpTo, showMessages, turnFold } from "./conversation.js";
import { face, mediaOf, snippet } from "./message.js";
import { alertWith, openMenu, toast } from "./notices.js";
import { takeFiles } from "./files.js";
import { hideInline, offerInline } from "./inline.js";
import { make, selectedIn } from "./text.js";

const LOCALES = { "zh-hans": "zh-Hans-CN", "zh-hant": "zh-Hant-TW", en: "en" };
let tries = {}; // by language, as soon as the server has found them
const $ = (id) => document.getElementById(id);
const { language: readers, words: allWords } = await (await fetch("words")).json();

let stage; // what the server told last
let me; // the id of the person who writes
let where = "private"; // the role of the chat that is shown
let reference = null; // what the composer replies to or edits: { message, quote, edit }

const person = () => stage.people.find((one) => one.id === me);
const words = () => allWords[person().language_code] ?? allWords.en;
const chat = () => stage.chats.find((one) => (where === "private" ? one.id === me : one.role === where));

// --- What is shown ---------------------------------------------------------------------------------------------------

function show() {
  me ??= Number(sessionStorage.getItem("person")) || stage.people.find((one) => one.language_code === readers).id;
  if (!person()) me = stage.people[0].id;
  document.documentElement.lang = person().language_code.replace("hans", "Hans").replace("hant", "Hant");
  showWords();
  showControls();
  showHeader();
  showMessages($("log"), chat(), { words: words(), locale: LOCALES[person().language_code], me, topic: chat().topic });
  showReference();
}

function showWords() {
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = words()[node.dataset.word];
  for (const node of document.querySelectorAll("[data-label]")) {
    node.title = words()[node.dataset.label];
    node.setAttribute("aria-label", node.title);
  }
  $("words").placeholder = words().message;
}

function showControls() {
  const tab = (role, user, title, about) => {
    const node = $(`tab-${role}`);
    node.replaceChildren(face(user), make("span", "", make("strong", "", title), make("small", "", about)));
    node.setAttribute("aria-selected", String(where === role));
  };
  tab("private", stage.bot, stage.bot.first_name, words().private);
  for (const one of stage.chats.filter((other) => other.role !== "private")) {
    tab(one.role, one, one.title, words()[one.role].replace("{topic}", one.topic?.name ?? ""));
  }
  const focused = document.activeElement?.dataset.person;
  $("people").replaceChildren(...stage.people.map((one) => {
    const node = make("button", "", face(one), make("span", "", one.first_name));
    Object.assign(node, { type: "button", title: one.first_name });
    node.setAttribute("role", "radio");
    node.setAttribute("aria-checked", String(one.id === me));
    node.dataset.person = one.id;
    return node;
  }));
  if (focused) document.querySelector(`[data-person="${focused}"]`)?.focus();
  $("language").value = person().language_code;
  showTries();
}

// One button for each feature, in the language of the person.
function showTries() {
  const language = words() === allWords[person().language_code] ? person().language_code : "en";
  $("tries-head").hidden = $("tries").hidden = !tries[language];
  if (!tries[language] || $("tries").dataset.language === language) return;
  $("tries").dataset.language = language;
  $("tries-head").textContent = tries[language].head;
  $("tries").replaceChildren(...tries[language].tries.map((one) => {
    const node = make("button", "", one.name);
    node.type = "button";
    node.onclick = () => tryOut(one);
    return node;
  }));
}

function showHeader() {
  const { messages, role, title, topic } = chat();
  $("face").replaceChildren(face(role === "private" ? stage.bot : chat()));
  $("title").textContent = role === "private" ? stage.bot.first_name : title;
  $("status").textContent = chat().typing ? `${words().typing}…` : aboutChat(role, topic);
  $("status").classList.toggle("typing", chat().typing);
  const empty = role === "private" && messages.length === 0;
  const code = person().language_code.split("-")[0];
  $("about").hidden = !empty;
  $("about").lastElementChild.textContent = stage.descriptions[code] || stage.descriptions[""] || "";
  $("start").hidden = !empty;
  $("composer").hidden = empty;
  $("clear").hidden = messages.length === 0;
  $("commands").hidden = role === "elsewhere";
}

function aboutChat(role, topic) {
  if (role === "private") return words().bot;
  const inside = role === "elsewhere" ? 0 : 1;
  const delivered = stage.privacy ? words().privacy_on : words().privacy_off;
  const parts = [words().members.replace("{count}", stage.people.length + inside), inside ? delivered : words().not_a_member];
  if (topic) parts.unshift(words().forum.replace("{topic}", topic.name));
  return parts.join(" · ");
}

function showReference() {
  const still = reference && chat().messages.find((one) => one.message_id === reference.message.message_id);
  if (!still) reference = null;
  $("reference").hidden = !reference;
  if (!reference) return;
  const [title, said] = $("reference").querySelectorAll("strong, span");
  title.textContent = reference.edit ? words().edit : reference.message.from.first_name;
  said.textContent = reference.quote ?? snippet(reference.message, words());
}

// --- What people do --------------------------------------------------------------------------------------------------

// Send an act; returns what came of it, or null where it could not be done, which is said.
async function act(name, fields) {
  try {
    const body = JSON.stringify({ act: name, person: me, ...fields });
    const response = await fetch("act", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    if (response.ok) return await response.json();
    toast(words().gone);
  } catch {
    toast(words().lost);
  }
  return null;
}

async function send(text) {
  const { message, quote, edit } = reference ?? {};
  const done = edit ? await act("edit", { chat: chat().id, message: message.message_id, text })
    : await act("send", { chat: chat().id, text, reply_to: message?.message_id ?? null, quote: quote ?? null });
  if (done) refer(null);
  $("log").scrollTop = $("log").scrollHeight;
  return done;
}

function refer(to) {
  reference = to;
  showReference();
  if (to) $("words").focus();
}

function write(text) {
  $("words").value = text;
  $("words").dispatchEvent(new Event("input"));
}

async function press(button, message) {
  button.setAttribute("aria-busy", "true");
  const answer = await act("press", { chat: chat().id, message, data: button.dataset.press });
  button.removeAttribute("aria-busy");
  if (answer?.url && !toTheBot(answer.url)) open(answer.url, "_blank", "noopener,noreferrer");
  if (!answer?.text) return;
  (answer.show_alert ? alertWith : toast)(answer.text);
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(words().copied);
}

// Follow a link that leads to the bot itself; false for all others.
function toTheBot(address) {
  const url = new URL(address);
  if (!["t.me", "telegram.me"].includes(url.hostname)) return false;
  if (url.pathname.slice(1).toLowerCase() !== stage.bot.username.toLowerCase()) return false;
  openBot(url.searchParams.get("start"));
  return true;
}

async function openBot(parameter) {
  chooseChat("private");
  if (parameter !== null) await act("start", { parameter });
}

// Do step by step what tries a feature; a chat without steps is one to send a file in.
async function tryOut({ chat: role, steps }) {
  write("");
  chooseChat(role);
  if (!steps.length) return $("file").click();
  const another = stage.people.find((one) => one.id !== me).id;
  let before = null;
  for (const { text, sent, replies, by_another } of steps) {
    if (!sent) return write(text);
    const done = await act("send", { chat: chat().id, person: by_another ? another : me, text, reply_to: replies ? before : null });
    if (!done) return undefined;
    before = done.message;
  }
  return undefined;
}

// Offer what the bot answers to the query that is being written.
function offer() {
  offerInline($("inline"), $("words").value, stage.bot.username, {
    ask: (query) => act("inline", { query }),
    choose: async (query, number) => {
      if (await act("choose", { chat: chat().id, query, number })) write("");
    },
    start: openBot,
  });
}

async function forward(message) {
  if (await act("forward", { chat: chat().id, message: message.message_id })) chooseChat("private");
}

function menuOf(message, quote) {
  const may = where === "private" || message.from.id === me || chat().creator === me;
  const items = [[words().reply, () => refer({ message })]];
  if (quote) items.unshift([words().reply_selected, () => refer({ message, quote })]);
  const text = message.text ?? message.caption;
  if (text) items.push([words().copy_text, () => copy(text)]);
  items.push([words().forward, () => forward(message)]);
  if (message.from.id === me && message.text) {
    items.push([words().edit, () => { refer({ message, edit: true }); write(message.text); }]);
  }
  if (may) items.push([words().delete, () => act("delete", { chat: chat().id, message: message.message_id })]);
  return items;
}

function messageAt(node) {
  const element = node.closest?.("[data-message]");
  const message = element && chat().messages.find((one) => `${one.message_id}` === element.dataset.message);
  return message && (message.text || mediaOf(message)) ? { element, message } : null;
}

async function onLogClick(event) {
  const at = messageAt(event.target);
  const one = (selector) => event.target.closest(selector);
  if (!at) return;
  const { element, message } = at;
  const quote = selectedIn(element.querySelector(".text"));
  if (one("[data-press]")) await press(one("[data-press]"), message.message_id);
  else if (one("[data-copy]")) await copy(one("[data-copy]").dataset.copy);
  else if (one("[data-inline]")) write(`@${stage.bot.username} ${one("[data-inline]").dataset.inline}`);
  else if (one(".tool.reply")) refer({ message, quote });
  else if (one(".tool.more")) openMenu(menuOf(message, quote), one(".tool").getBoundingClientRect());
  else if (one(".replied")) jumpTo(one(".replied").dataset.to);
  else if (quote) return;
  else if (one(".bot_command")) await act("send", { chat: chat().id, text: one(".bot_command").textContent });
  else if (one(".text code")) await copy(one("code").textContent);
  else if (one(".spoiler")) one(".spoiler").classList.add("open");
  else if (one(".folds")) turnFold(one(".folds"));
}

// --- Wiring ----------------------------------------------------------------------------------------------------------

function choosePerson(id) {
  me = id;
  sessionStorage.setItem("person", String(me));
  reference = null;
  hideInline($("inline"));
  show();
  offer();
}

function chooseChat(which) {
  where = which;
  reference = null;
  hideInline($("inline"));
  show();
  offer();
}

async function submit() {
  const text = $("words").value;
  if (!text.trim()) return;
  write("");
  if (!(await send(text))) write(text);
}

for (const role of ["private", "group", "forum", "elsewhere"]) $(`tab-${role}`).onclick = () => chooseChat(role);
$("people").onclick = (event) => event.target.closest("button") && choosePerson(Number(event.target.closest("button").dataset.person));
$("language").onchange = () => act("speak", { language: $("language").value });
$("clear").onclick = () => act("clear", { chat: chat().id });
$("start").onclick = () => act("start", {});
$("log").onclick = onLogClick;
// The selection has to outlive the press on a tool, which acts on what is selected.
$("log").onmousedown = (event) => event.target.closest(".tool") && event.preventDefault();
$("log").oncontextmenu = (event) => {
  const at = messageAt(event.target);
  if (!at || event.target.closest("a")) return;
  event.preventDefault();
  const open = () => openMenu(menuOf(at.message, selectedIn(at.element.querySelector(".text"))), event);
  // Linux and macOS ask for the menu while the mouse is still down; letting go would close what opened meanwhile.
  if (event.buttons) addEventListener("pointerup", () => setTimeout(open), { once: true });
  else open();
};
$("reference").querySelector("button").onclick = () => { if (reference.edit) write(""); refer(null); };
$("composer").onsubmit = (event) => { event.preventDefault(); submit(); };
$("words").onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
};
$("words").oninput = () => {
  $("words").style.height = "auto";
  $("words").style.height = `${$("words").scrollHeight}px`;
  offer();
};
$("attachments").onclick = async (event) => {
  $("attachments").hidePopover();
  if (event.target.value === "file") return $("file").click();
  const caption = event.target.value === "sticker" ? null : $("words").value.trim() || null;
  const reply_to = reference?.message.message_id ?? null;
  const done = await act("media", { chat: chat().id, kind: event.target.value, caption, reply_to });
  if (done && caption) write("");
  if (done) refer(null);
};
takeFiles(document.querySelector("main"), $("file"), (name, content) => act("file", { chat: chat().id, name, content }));
$("commands").onclick = async () => {
  const menu = await (await fetch(`menu?chat=${chat().id}&person=${me}`)).json();
  const item = ({ command, description }) => [[make("strong", "", `/${command}`), " ", description],
    () => { write(`/${command}${where === "private" ? "" : `@${stage.bot.username}`} `); $("words").focus(); }];
  openMenu(menu.map(item), $("commands").getBoundingClientRect());
};
document.addEventListener("click", (event) => {
  const leading = event.target.closest("a[href]");
  if (leading && toTheBot(leading.href)) event.preventDefault();
});

$("theme").onclick = () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
};
if (localStorage.getItem("theme")) document.documentElement.dataset.theme = localStorage.getItem("theme");

const events = new EventSource("events");
events.onmessage = (event) => {
  stage = JSON.parse(event.data);
  show();
};
fetch("tries").then((response) => response.json()).then((found) => {
  tries = found;
  if (stage) showTries();
});
events.onerror = () => stage && toast(words().lost);

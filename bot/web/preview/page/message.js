// One of Telegram's Message objects -> the element that shows it.
import { icon, link, make, textOf } from "./text.js";

const COLOURS = 7;
const [GROUP, BOT] = [2, 4];

function colourOf(user) {
  if (user.title) return GROUP;
  return user.is_bot ? BOT : user.id % COLOURS;
}

export function face(user) {
  const node = make("span", "face", [...(user.title ?? user.first_name)][0]);
  node.dataset.colour = colourOf(user);
  node.setAttribute("aria-hidden", "true");
  return node;
}

// `view` holds words, people's language, who looks on (me), whether the chat is a group, and whether the messages before
// and behind this one are of the same sender.
export function messageNode(message, view) {
  if (!("text" in message) && !mediaOf(message)) return serviceNode(message, view);
  const own = message.from.id === view.me;
  const node = make("article", `message ${own ? "own" : "theirs"}`);
  node.classList.toggle("first", view.first);
  node.classList.toggle("last", view.last);
  node.dataset.message = message.message_id;
  const bubble = make("div", "bubble");
  if (view.group && !own && view.first) bubble.append(senderNode(message, view.words));
  if (message.forward_origin) bubble.append(passedOnNode(message.forward_origin, view.words));
  if (message.via_bot) bubble.append(make("div", "origin", view.words.via.replace("{bot}", message.via_bot.username)));
  if (message.reply_to_message && !message.reply_to_message.forum_topic_created) bubble.append(replyNode(message));
  if (mediaOf(message)) bubble.append(mediaNode(message, view.words));
  const text = message.text ?? message.caption;
  if (text) bubble.append(textOf(text, message.entities ?? message.caption_entities));
  if (message.reactions.length) bubble.append(make("div", "reactions", ...message.reactions));
  bubble.append(metaNode(message, own, view));
  if (view.group && !own && view.last) bubble.append(face(message.from));
  const stack = make("div", "stack", bubble);
  if (message.reply_markup) stack.append(keyboardNode(message.reply_markup.inline_keyboard));
  node.append(stack, toolsNode(view.words));
  return node;
}

export function mediaOf(message) {
  return ["photo", "voice", "sticker", "document"].find((kind) => kind in message);
}

export function snippet(message, words) {
  return (message.text ?? message.caption ?? message.document?.file_name ?? words[mediaOf(message)] ?? "").replace(/\s+/g, " ").slice(0, 200);
}

function serviceNode(message, { words }) {
  const joined = message.new_chat_members?.[0];
  const who = message.from.first_name;
  const phrase = joined?.id === message.from.id ? words.joined : words.added;
  const topic = message.forum_topic_created?.name ?? "";
  const said = joined ? phrase.replace("{who}", who).replace("{whom}", joined.first_name)
    : words.topic_created.replace("{who}", who).replace("{topic}", topic);
  const node = make("div", "service", make("span", "", said));
  node.dataset.message = message.message_id;
  return node;
}

function passedOnNode(origin, words) {
  const who = origin.sender_user?.first_name ?? origin.sender_user_name;
  return make("div", "origin", words.forwarded.replace("{who}", who));
}

function senderNode(message, words) {
  const node = make("div", "sender", message.from.first_name);
  node.dataset.colour = colourOf(message.from);
  if (message.from.is_bot) node.append(make("span", "badge", words.bot));
  return node;
}

function replyNode(message) {
  const replied = message.reply_to_message;
  const node = make("button", "replied", make("strong", "", replied.from.first_name));
  node.type = "button";
  node.dataset.to = replied.message_id;
  node.dataset.colour = colourOf(replied.from);
  node.classList.toggle("quoting", Boolean(message.quote));
  node.append(make("span", "", message.quote?.text ?? (replied.text ?? replied.caption ?? replied.document?.file_name ?? "…").replace(/\s+/g, " ").slice(0, 200)));
  return node;
}

function mediaNode(message, words) {
  const kind = mediaOf(message);
  if (kind === "sticker") return make("div", "media sticker", message.sticker.emoji);
  if (kind === "voice") return make("div", "media voice", icon("play"), make("i"), make("span", "", `0:0${message.voice.duration}`));
  if (kind === "document") {
    const { file_name: name, file_size: size } = message.document;
    const shown = size < 1024 * 1024 ? `${Math.max(Math.round(size / 1024), 1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
    return make("div", "media document", icon("attach"), make("span", "", make("strong", "", name), make("small", "", shown)));
  }
  const node = make("div", "media photo", icon("photo"));
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", words.photo);
  return node;
}

function metaNode(message, own, { words, locale, topic }) {
  const node = make("div", "meta");
  if (topic && message.message_thread_id !== topic.id) node.append(make("span", "unseen", words.general));
  if (!message.seen) node.append(make("span", "unseen", icon("unseen"), words.unseen));
  if (message.edit_date) node.append(make("span", "", words.edited));
  const time = new Date(message.date * 1000);
  node.append(make("time", "", time.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })));
  if (own) node.append(icon("read"));
  return node;
}

// Every kind of button: what happens is told by what it carries.
function keyboardNode(rows) {
  return make("div", "keyboard", ...rows.map((row) => make("div", "row", ...row.map(buttonNode))));
}

function buttonNode(button) {
  const address = button.url ?? button.web_app?.url;
  const node = address ? link(address) : make("button");
  node.classList.add("key");
  node.append(make("span", "", button.text));
  if (!address) node.type = "button";
  if (button.style) node.dataset.style = button.style;
  if (address) node.append(icon("link"));
  if (button.copy_text) node.append(icon("copy"));
  if ("callback_data" in button) node.dataset.press = button.callback_data;
  if (button.copy_text) node.dataset.copy = button.copy_text.text;
  const inline = button.switch_inline_query_current_chat ?? button.switch_inline_query
    ?? button.switch_inline_query_chosen_chat?.query;
  if (inline !== undefined) node.dataset.inline = inline;
  return node;
}

function toolsNode(words) {
  return make("div", "tools", tool("reply", words.reply), tool("more", words.more));
}

function tool(name, label) {
  const node = make("button", `tool ${name}`, icon(name));
  node.type = "button";
  node.title = label;
  node.setAttribute("aria-label", label);
  return node;
}

// What the bot offers while somebody types its name and a query: results to choose, or a line in their place.
import { make } from "./text.js";

const PAUSE = 300; // milliseconds without another letter, after which the bot is asked
const MOST_CHARACTERS = 256;

let typed = 0;

// The query behind the bot's name at the beginning of what is being written, or null.
function queryIn(text, username) {
  const [name, ...words] = text.split(/\s/);
  if (!words.length || name.toLowerCase() !== `@${username}`.toLowerCase()) return null;
  return [...text.slice(name.length + 1)].slice(0, MOST_CHARACTERS).join("");
}

// Show in `panel` what `ask(query)` is answered for the words being written; `choose(query, number)` posts a result,
// `start(parameter)` opens the bot.
export async function offerInline(panel, text, username, { ask, choose, start }) {
  const mine = ++typed;
  const query = queryIn(text, username);
  if (query === null) return hideInline(panel);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const answer = mine === typed && (await ask(query));
  if (!answer || mine !== typed) return;
  const { button, results = [] } = answer;
  const items = results.map((one, at) => itemNode(one.title, one.description, () => choose(answer.query, at + 1)));
  if (button) items.unshift(itemNode(button.text, "", () => start(button.start_parameter)));
  panel.replaceChildren(...items);
  panel.scrollTop = 0;
  panel.hidden = !items.length;
}

export function hideInline(panel) {
  typed++;
  panel.hidden = true;
}

function itemNode(title, description, choose) {
  const node = make("button", description ? "" : "instead", make("strong", "", title));
  if (description) node.append(make("span", "", description));
  node.type = "button";
  node.onclick = choose;
  return node;
}

// What opens above the page for a while: a line that goes by itself, an alert, a menu.

const TOAST_MILLISECONDS = 3500;
const MARGIN = 8; // pixels between a menu and the edge of the window
const $ = (id) => document.getElementById(id);

let toasting;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toasting);
  toasting = setTimeout(() => $("toast").classList.remove("on"), TOAST_MILLISECONDS);
}

export function alertWith(text) {
  $("alert").querySelector("p").textContent = text;
  $("alert").showModal();
}

// `items` are pairs of what an item says and what choosing it does; the menu opens at { x, y }, inside the window.
export function openMenu(items, { x, y }) {
  const menu = $("menu");
  menu.replaceChildren(...items.map(([said, choose]) => {
    const node = document.createElement("button");
    node.type = "button";
    node.append(...[said].flat());
    node.onclick = () => {
      menu.hidePopover();
      choose();
    };
    return node;
  }));
  menu.showPopover();
  menu.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - menu.offsetWidth - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - menu.offsetHeight - MARGIN))}px`;
}

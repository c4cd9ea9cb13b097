/* Results as you type in the header: the combobox of the ARIA Authoring Practices, list autocomplete, manual choice. */

import { KINDS, load, mark } from "./search-index.js";

const MOST = 6;

/** Bring the header's form to life; without the index it stays the plain form that it was. */
export async function start(form) {
  const engine = await load(), input = form.q, home = new URL(form.action).href.replace(/search\/$/, "");
  const list = document.createElement("ul"), status = document.createElement("p");
  list.id = "search-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Pages");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let active = -1;

  const choose = (at) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  };
  const render = () => {
    const { results, matches } = engine.search(input.value);
    choose(-1);
    list.replaceChildren(...results.slice(0, MOST).map((page, at) => {
      const option = document.createElement("li"), title = document.createElement("span");
      const kind = document.createElement("small");
      option.id = `suggestion-${at}`;
      option.dataset.url = home + page.url;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      mark(title, page.title, matches);
      kind.textContent = KINDS[page.kind];
      option.append(title, " ", kind);
      return option;
    }));
    open(results.length > 0);
    const count = results.length > MOST ? `${MOST} of ${results.length}` : results.length;
    const found = results.length ? `${count} pages. Use the arrow keys, or Enter for all.` : "No page found.";
    status.textContent = input.value.trim() ? found : "";
  };

  input.addEventListener("input", render);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && count) open(true);
      if (count) choose(event.key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = list.children[active].dataset.url;
    } else if (event.key === "Escape") {
      if (list.hidden) {
        input.value = "";
        render();
      }
      open(false);
      event.preventDefault();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the field focused until the click
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.url;
  });
  open(false);
  if (input.value && document.activeElement === input) render();
}

/* Results as you type in the header: the combobox of the ARIA Authoring Practices, list autocomplete, manual choice. */

import { load, loadStatements } from "./search-load.js";
import { excerpt, make, mark } from "./search-mark.js";

/** @typedef {import("./search-engine.js").Answer} Answer */

const PAGES = 5, STATEMENTS = 3, SPEAK_AFTER = 400; // most options of each kind; milliseconds of rest

/**
 * Bring the header's form to life; without the index it stays the plain form that it was.
 * @param {HTMLFormElement} form
 */
export async function start(form) {
  const engine = await load(), input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const home = new URL(form.action).href.replace(/search\/$/, "");
  const list = make("ul"), none = make("p", "search-note"), status = make("p", "visually-hidden");
  list.id = "search-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Results");
  none.hidden = list.hidden = true;
  status.setAttribute("role", "status");
  form.append(list, none, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;

  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const choose = (/** @type {number} */ at) => {
    options()[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = options()[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (/** @type {boolean} */ yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  };
  const speak = (/** @type {string} */ text) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => { status.textContent = text; }, SPEAK_AFTER);
  };
  const option = (/** @type {string} */ url, /** @type {HTMLElement[]} */ ...parts) => {
    const item = make("li");
    item.dataset.url = url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(...parts.flatMap((part, at) => (at ? [" ", part] : [part])));
    return item;
  };

  /** @param {Answer} answer */
  const rows = ({ results, matches }) => {
    const pages = results.slice(0, PAGES).map(({ page }) => {
      const title = make("span");
      mark(title, page.title, matches);
      return option(home + page.url, title, make("small", "", engine.types[page.type].label));
    });
    const found = results.slice(0, PAGES).flatMap(({ page, statements }) => statements.map((statement) => ({ page, statement })));
    const statements = found.slice(0, STATEMENTS).map(({ page, statement }) => {
      const text = make("span", "statement", statement.label && `${statement.label}: `);
      mark(text, excerpt(statement.text, matches), matches);
      return option(`${home}${page.url}#${statement.anchor}`, text, make("small", "", page.title));
    });
    const all = option(`${form.action}#${new URLSearchParams({ q: input.value })}`, make("span", "", "All results"));
    return results.length ? [...pages, ...statements, all] : [];
  };
  const render = () => {
    const asked = input.value.trim();
    const answer = asked.length > 1 ? engine.search(input.value) : undefined;
    const items = answer ? rows(answer) : [];
    choose(-1);
    list.replaceChildren(...items);
    items.forEach((item, at) => { item.id = `suggestion-${at}`; });
    const count = answer?.results.length || 0;
    const nothing = answer && !count ? answer.note?.say || `No results for “${asked}”.` : "";
    none.textContent = nothing;
    none.hidden = !nothing;
    open(items.length > 0);
    const found = `${count} ${count === 1 ? "page" : "pages"}. Use the arrow keys, or Enter for all results.`;
    speak(!answer ? "" : count ? found : nothing);
  };

  input.addEventListener("input", render);
  input.addEventListener("blur", () => { open(false); none.hidden = true; });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && count) open(true);
      if (count) choose(event.key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = options()[active].dataset.url || form.action;
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
    const chosen = /** @type {Element} */ (event.target).closest("[role=option]");
    if (chosen instanceof HTMLElement && chosen.dataset.url) location.href = chosen.dataset.url;
  });
  open(false);
  const typing = () => Boolean(input.value) && document.activeElement === input;
  if (typing()) render();
  loadStatements().then(() => { if (typing() && active < 0 && !list.hidden) render(); }, () => {}); // pages are found without
}

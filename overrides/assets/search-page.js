/* The page of results, /search/?q=words: ranked, to be narrowed by kind, with the query in the address. */

import { KINDS, load, mark } from "./search-index.js";

const part = (id) => document.getElementById(id);

/** Answer the query in the address, and each that is typed from now on. */
export async function start(form) {
  const input = form.q, list = part("search-results"), home = new URL(form.action).href.replace(/search\/$/, "");
  list.setAttribute("aria-busy", "true");
  let engine;
  try {
    engine = await load();
  } catch (error) {
    part("search-status").textContent = "Search cannot work just now. The A to Z below leads to every page.";
    list.setAttribute("aria-busy", "false");
    throw error;
  }
  let kind = "";

  const row = (page, matches) => {
    const item = document.createElement("li"), link = document.createElement("a");
    const label = document.createElement("p"), summary = document.createElement("p");
    item.className = ["agency", "theme", "improvement", ""][page.kind];
    link.href = home + page.url;
    mark(link, page.title, matches);
    label.className = "kind";
    label.textContent = page.kind < 3 ? KINDS[page.kind] : "";
    mark(summary, page.summary, matches);
    item.append(label, link, summary);
    return item;
  };
  const filter = (results) => {
    const counts = KINDS.map((_, at) => results.filter((page) => page.kind === at).length);
    const chosen = counts[kind] ? kind : ""; // the reader's choice stands while a query on its way has none of it
    for (const radio of part("search-kinds").elements) {
      if (radio.type !== "radio") continue;
      const count = radio.value === "" ? results.length : counts[radio.value];
      radio.checked = radio.value === chosen;
      radio.disabled = !count;
      radio.parentElement.querySelector("span").textContent = count;
    }
    return chosen === "" ? results : results.filter((page) => page.kind === Number(chosen));
  };
  const render = () => {
    const query = input.value.trim();
    const { results, meant, matches } = query ? engine.search(input.value) : { results: [] };
    const shown = filter(results);
    list.replaceChildren(...shown.map((page) => row(page, matches)));
    const pages = `${shown.length} page${shown.length === 1 ? "" : "s"}`;
    const found = shown.length ? `${pages} for “${query}”.` : `No page answers “${query}”.`;
    part("search-status").textContent = query ? found : "";
    part("search-meant").textContent = meant ? `Did you mean “${meant}”? These pages answer that.` : "";
    part("search-kinds").hidden = !results.length;
    part("search-none").hidden = !query || results.length > 0;
    part("a-to-z-part").hidden = results.length > 0;
    list.setAttribute("aria-busy", "false");
  };
  const address = () => {
    const url = new URL(location.href);
    url.search = input.value.trim() ? `?${new URLSearchParams({ q: input.value.trim(), ...(kind && { kind }) })}` : "";
    url.hash = "";
    return url;
  };
  const fromAddress = () => {
    const asked = new URLSearchParams(location.hash.startsWith("#q=") ? location.hash.slice(1) : location.search);
    input.value = asked.get("q") || "";
    kind = /^[0-3]$/.test(asked.get("kind")) ? asked.get("kind") : "";
    render();
    if (location.hash.startsWith("#q=")) history.replaceState(null, "", address());
  };

  let rest;
  const keep = () => {
    clearTimeout(rest);
    if (address().href !== location.href) history.replaceState(null, "", address());
  };
  input.addEventListener("input", () => {
    render();
    clearTimeout(rest);
    rest = setTimeout(keep, 250); // browsers ration changes of the address
  });
  addEventListener("pagehide", keep);
  list.addEventListener("click", keep, true);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (address().href !== location.href) history.pushState(null, "", address());
    render();
  });
  part("search-kinds").addEventListener("change", (event) => {
    kind = event.target.value;
    history.replaceState(null, "", address());
    render();
  });
  addEventListener("popstate", fromAddress);
  if (document.activeElement === input && input.value) render();
  else fromAddress();
}

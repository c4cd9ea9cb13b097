/* The page of results, /search/?q=words: ranked, to be narrowed by type, with the query in the address. */

import { load, loadStatements } from "./search-load.js";
import { excerpt, make, mark } from "./search-mark.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-engine.js").Engine} Engine */
/** @typedef {import("./search-engine.js").Result} Result */
/**
 * @typedef {object} Request What the address, or the reader, asks for.
 * @property {string} query
 * @property {string} kind Name of a page type, or "".
 * @property {boolean} literal
 */

const LATE = 1000; // ms: until then the answer is shown once, and whole, so that no result moves
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const title = document.title;
const counted = (/** @type {number} */ count) => `${count} ${count === 1 ? "result" : "results"}`;

/**
 * Make one result: the page, why it was found, and its statements that match.
 * @param {Result} result
 * @param {Engine} engine
 * @param {string} home
 * @param {(word: string) => boolean} matches
 */
function row({ page, statements, alsoCalled, declared }, engine, home, matches) {
  const item = make("li"), link = make("a", "node"), summary = make("p", "summary"), type = engine.types[page.type];
  item.className = type.name;
  link.href = home + page.url;
  mark(link, page.title, matches);
  mark(summary, page.summary, matches);
  item.append(make("p", "kind", type.label), link, summary);
  const quoted = declared.map((word) => `“${word}”`).join(" and ");
  const reason = [
    alsoCalled && `Also called “${alsoCalled}”.`,
    quoted && `Searches with ${quoted} lead here${statements.length ? ", to:" : "."}`,
  ].filter(Boolean).join(" ");
  if (reason) item.append(make("p", "reason", reason));
  for (const { anchor, text, label } of statements) {
    const line = make("p", "statement", label && `${label}: `), to = make("a");
    to.href = `${home}${page.url}${anchor && `#${anchor}`}`;
    mark(to, excerpt(text, matches), matches);
    line.append(to);
    item.append(line);
  }
  return item;
}

const FIRST = 10; // results drawn at once for a query that is finished
const PIECE = 3; // results drawn in one piece of work
const ABOVE = 250; // pixels above the results, about
const [NARROW, WIDE] = [300, 180]; // pixels of a result, about: on a phone, and elsewhere
const PAUSE = 40; // ms before the next piece: a letter that comes meanwhile goes first
const REST = 600; // ms without a letter until what is below the screen is drawn: the next mostly comes sooner

/** The list of results: while a reader types the first fill the screen, and the others come after, so that no letter waits. */
class List {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.settled = false; // until statements are here, or cannot be had, results may still come
    this.turn = 0;
    this.inSight = 0; // results that fill the screen: asked once, and late, since to ask is to lay the page out
    this.busy(true);
  }

  /** @param {boolean} yes */
  busy(yes) {
    this.element.setAttribute("aria-busy", String(yes));
  }

  /**
   * Draw results in place of those that were there, or were still to come. A row that would be the same stays.
   * @param {Result[]} results
   * @param {(result: Result) => HTMLElement} draw
   * @param {boolean} typing
   */
  async show(results, draw, typing) {
    this.inSight ||= Math.max(1, Math.ceil((innerHeight - ABOVE) / (innerWidth < 640 ? NARROW : WIDE)));
    const turn = ++this.turn, { children } = this.element, first = results.slice(0, typing ? this.inSight : FIRST);
    while (children.length > first.length) this.element.lastElementChild?.remove();
    first.map(draw).forEach((drawn, n) => {
      if (n === children.length) this.element.append(drawn);
      else if (!drawn.isEqualNode(children[n])) children[n].replaceWith(drawn);
    });
    for (let from = first.length; from < results.length; from += PIECE) {
      this.busy(true);
      await new Promise((paused) => setTimeout(paused, typing && from === first.length ? REST : PAUSE));
      if (turn !== this.turn) return;
      this.element.append(...results.slice(from, from + PIECE).map(draw));
    }
    this.busy(!this.settled);
  }
}

/** The choice of page types, with what each holds. */
class Filter {
  /** @param {Engine} engine */
  constructor(engine) {
    this.types = engine.types;
    this.form = /** @type {HTMLFormElement} */ (part("search-kinds"));
    const legend = make("legend", "", "Show"), fieldset = make("fieldset");
    const choices = [{ name: "", plural: "All" }, ...engine.types].map(({ name, plural }) => {
      const label = make("label"), radio = make("input");
      Object.assign(radio, { type: "radio", name: "kind", value: name });
      label.append(radio, ` ${plural} (`, make("span"), ")");
      return label;
    });
    fieldset.append(legend, ...choices);
    this.form.replaceChildren(fieldset);
  }

  /**
   * Give the name of a type as it stands in addresses; the numbers of old addresses are understood.
   * @param {string | null} written
   */
  named(written) {
    const number = /^\d$/.test(written || "") ? Number(written) : -1;
    return this.types.find(({ name }, at) => name === written || at === number)?.name || "";
  }

  /**
   * Narrow results; a choice that has none stands by, while a query on its way has none of it.
   * @param {Result[]} results
   * @param {string} kind
   */
  apply(results, kind) {
    const of = (/** @type {string} */ name) => results.filter(({ page }) => this.types[page.type].name === name);
    const chosen = of(kind).length ? kind : "";
    for (const radio of this.form.querySelectorAll("input")) {
      const count = radio.value ? of(radio.value).length : results.length;
      radio.checked = radio.value === chosen;
      radio.disabled = !count;
      const span = radio.parentElement?.querySelector("span");
      if (span && span.textContent !== String(count)) span.textContent = String(count);
    }
    this.form.hidden = !results.length;
    return chosen ? of(chosen) : results;
  }
}

/**
 * Name the words of a query for which nothing is found, where there are results for the others.
 * @param {Answer} answer
 * @param {string} query
 * @param {boolean} finished Whether no more of the last word may come.
 */
function missing({ results, note, terms }, query, finished) {
  const written = query.split(/[\s/-]+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  const nowhere = terms.filter(({ word, stems }) => !stems.size && !note?.used.has(word)).map(({ word }) => (
    written.find((other) => other.toLowerCase() === word) || word
  ));
  const named = nowhere.filter((word) => finished || word !== written.at(-1)).map((word) => `“${word}”`);
  return results.length && named.length ? `Nothing was found for ${named.join(" or ")}: these results are for the rest.` : "";
}

/**
 * Say what stands before the results: a note on the scope, a definition, a correction.
 * @param {Answer} answer
 * @param {string} query
 * @param {boolean} literal
 * @param {string} home
 */
function renderAnswer({ note, definition, correction }, query, literal, home) {
  const answer = part("search-answer"), meant = part("search-meant"), define = part("search-definition");
  answer.hidden = !note;
  if (note) answer.dataset.answer = note.kind;
  else delete answer.dataset.answer;
  const said = make("p", "", note?.say || "");
  for (const [paragraph, url] of note?.sources || []) {
    const source = make("a", "source", paragraph);
    source.href = home + url;
    said.append("\u00a0", source);
  }
  answer.replaceChildren(...(note ? [said] : []));

  define.hidden = !definition;
  define.replaceChildren();
  if (definition) {
    const term = make("a", "", definition.term), line = make("p");
    term.href = home + definition.url;
    line.append(term, `: ${definition.text}`);
    define.append(line);
  }

  const to = (/** @type {Record<string, string>} */ asked, /** @type {string} */ text) => {
    const link = make("a", "", text);
    link.href = `?${new URLSearchParams(asked)}`;
    return link;
  };
  meant.replaceChildren();
  if (correction) {
    meant.append(
      "Did you mean ", to({ q: correction }, correction), "? These results answer that. ",
      to({ q: query, as: "typed" }, `Search for “${query}” as typed`), ".",
    );
  } else if (literal) meant.append("Searched as typed. ", to({ q: query }, "Allow for slips"), ".");
}

/**
 * Answer the query in the address, and each that is typed from now on.
 * @param {HTMLFormElement} form
 */
export async function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q")), list = new List(part("search-results"));
  const home = new URL(form.action).href.replace(/search\/$/, "");
  const below = [part("a-to-z-part"), ...document.querySelectorAll("main .text:not([id]), main .link-kit")];
  const queried = Boolean(new URLSearchParams(location.search).get("q"));
  if (queried) show(below, false); // so that nothing is pushed down by results
  const gone = queried && nextFrame();
  /** @type {Engine} */
  let engine;
  const statements = loadStatements();
  statements.catch(() => {}); // handled below; pages are found without
  try {
    engine = await load();
  } catch (error) {
    part("search-status").textContent = "Search is not available right now. The A to Z below leads to every page.";
    show(below, true);
    list.busy(false);
    throw error;
  }
  const filter = new Filter(engine);
  /** @type {Request} */
  const request = { query: "", kind: "", literal: false };

  const render = (finished = false) => {
    const query = input.value.trim(), { literal } = request;
    /** @type {Answer} */
    const nothing = { results: [], note: undefined, definition: undefined, correction: "", terms: [], matches: () => false };
    const answer = query ? engine.search(input.value, { finished, literal }) : nothing;
    const shown = filter.apply(answer.results, request.kind);
    list.show(shown, (result) => row(result, engine, home, answer.matches), !finished);
    renderAnswer(answer, query, literal, home);
    const inNeed = answer.results[0]?.page.url === engine.urgent.page; // who is helped, and not corrected
    part("search-missing").textContent = list.settled && !inNeed ? missing(answer, query, finished) : "";
    const counts = shown.length < answer.results.length ? `${shown.length} of ${counted(answer.results.length)}` : counted(shown.length);
    const found = shown.length ? `${counts} for “${query}”.` : `No results for “${query}”.`;
    part("search-status").textContent = query ? found : "";
    part("search-none").hidden = !query || answer.results.length > 0;
    if (finished || answer.results.length) offerAToZ();
    if (finished) entitle();
  };
  const offerAToZ = () => { // where nothing is found, and not between letters: it takes as long to draw as all results
    part("a-to-z-part").hidden = list.element.childElementCount > 0 || (!!input.value.trim() && !list.settled);
  };
  const entitle = () => { // not at each letter: it takes the browser as long as a result
    const query = input.value.trim();
    document.title = query ? `${query} – ${title}` : title;
  };
  const address = () => {
    const url = new URL(location.href), { kind, literal } = request, q = input.value.trim();
    url.search = q ? `?${new URLSearchParams({ q, ...(kind && { kind }), ...(literal && { as: "typed" }) })}` : "";
    url.hash = "";
    return url;
  };
  const inHash = () => location.hash.startsWith("#q=");
  const asked = (/** @type {string} */ name) => new URLSearchParams(inHash() ? location.hash.slice(1) : location.search).get(name);
  let given = input.value && asked("q"); // what the box holds unless a reader was quicker than this script
  const fromAddress = () => {
    const query = asked("q") || "";
    if (input.value !== query) {
      input.value = query;
      if (document.activeElement === input) input.select(); // typing replaces it
    }
    given = input.value;
    request.kind = filter.named(asked("kind"));
    request.literal = asked("as") === "typed";
    render(true);
    if (inHash()) history.replaceState(null, "", address());
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  const keep = () => {
    clearTimeout(rest);
    entitle();
    offerAToZ();
    if (address().href !== location.href) history.replaceState(null, "", address());
  };
  input.addEventListener("input", () => {
    request.literal = false;
    render();
    clearTimeout(rest);
    rest = setTimeout(keep, 250); // browsers ration changes of the address
  });
  addEventListener("pagehide", keep);
  list.element.addEventListener("click", keep, true);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (address().href !== location.href) history.pushState(null, "", address());
    render(true);
  });
  filter.form.addEventListener("change", (event) => {
    request.kind = /** @type {HTMLInputElement} */ (event.target).value;
    history.replaceState(null, "", address());
    render(true);
  });
  addEventListener("popstate", fromAddress);
  const again = () => {
    if (input.value === given) return fromAddress();
    render();
    entitle();
    offerAToZ();
  };
  const whole = statements.catch(() => {}).then(() => { list.settled = true; });
  await Promise.race([whole, new Promise((late) => setTimeout(late, LATE))]);
  await gone;
  if (!list.settled) again();
  await whole;
  show(below.slice(1), true);
  again();
}

/**
 * Show or hide parts of the page.
 * @param {Iterable<Element>} parts
 * @param {boolean} shown
 */
function show(parts, shown) {
  for (const each of parts) /** @type {HTMLElement} */ (each).hidden = !shown;
}

/** Wait until what was hidden is off the screen: what came in the same frame would push it down. No frame is drawn unseen. */
async function nextFrame() {
  if (!document.hidden) await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
}

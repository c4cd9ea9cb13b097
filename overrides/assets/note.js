/* What a mark or a link of the board says when it is pointed at, focused or tapped. WCAG 1.4.13: it can be dismissed
   and hovered, and stays until then. A mark's own words come from the page that it leads to. */

const SHORT = 150;
const note = document.createElement("span");
note.className = "note";
note.id = "note";
note.setAttribute("role", "note");
note.setAttribute("popover", "manual");
let shown, page;

const part = (name, text, place = "span") => Object.assign(document.createElement(place), { className: name, textContent: text });
const short = (text) => (text.length > SHORT ? `${text.slice(0, text.lastIndexOf(" ", SHORT))} …` : text);
/** A statement's words, without its link to itself. */
const words = (element) => {
  const copy = element.cloneNode(true);
  for (const link of copy.querySelectorAll(".headerlink, .visually-hidden")) link.remove();
  return copy.textContent.trim();
};
const retelling = (href) => (page ||= fetch(href)
  .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
  .then((html) => new DOMParser().parseFromString(html.slice(html.indexOf("<body")), "text/html")) // this page lets no style of another through
  .catch((error) => { page = undefined; throw error; }));

async function ofMark(link) {
  const [href, first] = link.href.split("#"), doc = await retelling(href), found = [];
  const statements = [...doc.querySelectorAll("main .text :is(p, li, dd, tr)[id]")];
  const name = first.split("-")[0];
  found.push(part("where", doc.querySelector(`#contents [href="#${name}"]`)?.textContent ?? link.textContent, "b"));
  const anchors = [first, ...(link.dataset.also?.split(" ") ?? [])];
  const places = anchors.map((anchor) => statements.findIndex((each) => each.id === anchor)).filter((at) => at >= 0);
  const sameParagraph = (at) => statements[at]?.id.split("-")[0] === name;
  if (places.length && sameParagraph(places[0] - 1)) found.push(part("before", short(words(statements[places[0] - 1]))));
  for (const at of places) found.push(part("now", words(statements[at])));
  const last = places.at(-1);
  if (places.length && sameParagraph(last + 1)) found.push(part("after", short(words(statements[last + 1]))));
  const way = Object.assign(document.createElement("a"), { href: link.href, textContent: "Read it in its place" });
  way.tabIndex = -1; // the mark itself leads there, for those who come by keyboard
  return [...found, way];
}

const ofLink = async (link) => [...document.getElementById(link.getAttribute("aria-describedby")).cloneNode(true).childNodes];

/** On the board: all that leads to the same page is marked with it. */
const touch = (link, on) => {
  for (const each of document.querySelectorAll(".board a")) {
    if (each.href === link.href) each.classList.toggle("touched", on);
  }
};

/** Close the note. */
export function hide() {
  if (!shown) return;
  if (shown.matches(".source")) shown.setAttribute("aria-expanded", "false");
  touch(shown, false);
  if (note.matches(":popover-open")) note.hidePopover();
  shown = undefined;
}

const leave = (event) => {
  const to = event.relatedTarget;
  if (shown && to !== shown && !note.contains(to) && document.activeElement !== shown) hide();
};
note.addEventListener("pointerleave", leave);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("pointerdown", (event) => {
  if (shown && !note.contains(event.target) && !shown.contains(event.target)) hide();
});

/** Show what a link has to say, if it is still pointed at or focused: this file may have been a while on its way. */
export function show(link) {
  return link.matches(":hover, :focus") ? open(link) : undefined;
}

/** Open the note below a link and inside the window. */
async function open(link) {
  if (shown === link) return;
  hide();
  shown = link;
  const mark = link.matches(".source");
  if (!mark) touch(link, true);
  link.addEventListener("pointerleave", leave, { once: true });
  link.addEventListener("blur", () => { if (!note.matches(":hover")) hide(); }, { once: true });
  const content = await (mark ? ofMark(link) : ofLink(link));
  if (shown !== link) return;
  note.replaceChildren(...content);
  link.after(note);
  note.showPopover();
  if (mark) {
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", "note");
  }
  const at = link.getBoundingClientRect(), box = note.getBoundingClientRect();
  const below = at.bottom + box.height < innerHeight - 8 || at.top < box.height;
  note.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8)) + scrollX}px`;
  note.style.top = `${(below ? at.bottom : at.top - box.height) + scrollY}px`;
}

/** A tap: the second one closes. */
export function toggle(link) {
  if (shown === link && note.matches(":popover-open")) hide();
  else return open(link);
  return undefined;
}

/** Where a statement is landed on from another page: a way back to it. */
export function landed() {
  if (!location.hash || !document.getElementById(location.hash.slice(1)) || !globalThis.navigation?.canGoBack) return;
  const back = Object.assign(document.createElement("button"), { type: "button", className: "back" });
  back.textContent = "‹ Back to where you were";
  back.addEventListener("click", () => history.back());
  document.querySelector("main").append(back);
}

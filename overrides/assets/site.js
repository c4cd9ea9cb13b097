/* What every page may do beyond its text. Each part arrives only when a reader reaches for it. */

const root = document.documentElement;
const form = document.querySelector("form[role=search]");
const onSearchPage = document.getElementById("search-results");

/** Whoever saves data is made no page ready before it is asked for. A finger gives no warning of where it will press. */
const line = navigator.connection;
if (line?.saveData) document.querySelector("[type=speculationrules]").remove();
else if (line?.effectiveType === "4g" && document.querySelector(".steps") && matchMedia("(hover: none)").matches) import("./ahead.js");

/** Search: as you type in the header, or as a page of results. */
let search;
const reach = () => {
  search ||= (onSearchPage ? import("./search-page.js") : import("./search-box.js"))
    .then((part) => part.start(form))
    .catch(() => { search = undefined; });
};
form.addEventListener("focusin", reach);
form.addEventListener("input", reach);
form.addEventListener("toggle", (event) => { if (event.newState === "open") form.q.focus(); });
/* WCAG 2.1.4: a reader can turn the single key off. The choice is the tab's name, which ends with the tab. */
const KEY_OFF = "slash-key-off", keyOff = document.getElementById(KEY_OFF);
if (keyOff) {
  keyOff.checked = window.name === KEY_OFF;
  keyOff.addEventListener("change", () => { window.name = keyOff.checked ? KEY_OFF : ""; });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || window.name === KEY_OFF || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (!form.checkVisibility()) form.showPopover();
  form.q.focus();
});
if (onSearchPage && /[?#]q=/.test(location.href)) reach();
else if (!onSearchPage) form.addEventListener("submit", (event) => {
  event.preventDefault(); // what follows # is not sent to the host; the page of results sets it after ? again
  location.href = `${form.action}#${new URLSearchParams({ q: form.q.value })}`;
});

/** A link to a part that is not here: said at the top. On the page of results, what follows # is a query. */
let lost = false;
const arrive = () => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* as it is written */ }
  const missing = id && id !== "top" && !onSearchPage && !document.getElementById(id);
  if (missing || lost) import("./lost-part.js").then((part) => part.tell(missing)).catch(() => {});
  lost = missing;
};
addEventListener("hashchange", arrive);
arrive();

/** Leave at once: the link, or Shift three times within five seconds. The page is replaced, not kept for Back. */
const exit = document.querySelector("a.exit");
const leave = () => location.replace(exit.href);
let shifts = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") { shifts = []; return; }
  if (event.repeat) return;
  shifts = [...shifts.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
  if (shifts.length === 3) leave();
});

/** The header goes while one reads on, and comes back as one scrolls up. */
let top = scrollY;
addEventListener("scroll", () => {
  if (Math.abs(scrollY - top) < 8) return;
  root.classList.toggle("away", scrollY > top && scrollY > 150);
  top = scrollY;
}, { passive: true });

/** What is on this page: the part being read is marked. */
const parts = new Map([...document.querySelectorAll("#contents a")].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) continue;
    for (const link of parts.values()) link.removeAttribute("aria-current");
    const link = parts.get(target.id);
    link.setAttribute("aria-current", "true");
    const list = link.closest("nav"); // where the list is higher than the window
    list.scrollTop = link.offsetTop - list.clientHeight / 2;
  }
}, { rootMargin: "-10% 0px -70%" });
for (const id of parts.keys()) {
  const place = document.getElementById(id);
  if (place) reading.observe(place);
}

/** Marks and the board: what stands behind a link, on hover and focus, and for marks on a tap. */
const NOTED = "a.source, .board a[aria-describedby]";
const note = (event) => {
  const link = event.target.closest?.(NOTED);
  if (link && event.pointerType !== "touch") import("./note.js").then((part) => part.show(link)).catch(() => {});
};
document.addEventListener("pointerover", note);
document.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) note(event); });
for (const mark of document.querySelectorAll("a.source")) mark.setAttribute("aria-expanded", "false");
if (location.hash && document.querySelector(".used")) import("./note.js").then((part) => part.landed());

let touched;
document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
document.addEventListener("keydown", () => { touched = false; });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if (link.matches(".exit")) {
    event.preventDefault();
    leave();
  } else if (link.matches(".source") && touched) {
    event.preventDefault();
    import("./note.js").then((part) => part.toggle(link)).catch(() => { location.href = link.href; });
  } else if (link.matches(".headerlink")) {
    import("./copy.js").then((part) => part.copy(link)).catch(() => {}); // the address has it too
  } else link.closest(".sheet:popover-open")?.hidePopover();
});

/** Things to copy: a button beside each, once the part is opened, or at once where they are what the page is for. */
const kit = (part) => import("./link-kit.js").then((module) => module.start(part));
document.querySelector(".link-kit")?.addEventListener("toggle", (event) => kit(event.target), { once: true });
const examples = document.querySelector(".examples");
if (examples) kit(examples);

/* What every page may do beyond its text. Each part arrives only when a reader reaches for it. */

const form = document.querySelector("form[role=search]");
const onSearchPage = document.getElementById("search-results");

/** Search: as you type in the header, or as a page of results. */
let search;
const reach = () => {
  search ||= (onSearchPage ? import("./search-page.js") : import("./search-box.js"))
    .then((part) => part.start(form))
    .catch(() => { search = undefined; });
};
form.addEventListener("focusin", reach);
form.addEventListener("input", reach);
/* WCAG 2.1.4: a reader can turn the single key off. The choice is the tab's name, which ends with the tab. */
const KEY_OFF = "slash-key-off", keyOff = document.getElementById("slash-key-off");
if (keyOff) {
  keyOff.checked = window.name === KEY_OFF;
  keyOff.addEventListener("change", () => { window.name = keyOff.checked ? KEY_OFF : ""; });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || window.name === KEY_OFF || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  form.q.focus();
});
if (onSearchPage && /[?#]q=/.test(location.href)) reach();
else if (!onSearchPage) form.addEventListener("submit", (event) => {
  event.preventDefault(); // what follows # is not sent to the host; the page of results sets it after ? again
  location.href = `${form.action}#${new URLSearchParams({ q: form.q.value })}`;
});

/** Leave at once: the link, or Shift three times within five seconds. The page is replaced, not kept for Back. */
const exit = document.querySelector("a.exit");
const leave = () => location.replace(exit.href);
exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
let shifts = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") { shifts = []; return; }
  if (event.repeat) return;
  shifts = [...shifts.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
  if (shifts.length === 3) leave();
});

/** Sources: the retold clause beside its small link, on hover and on focus. */
const note = (event) => {
  const link = event.target.closest?.("a.source[aria-describedby]");
  if (link) import("./source-note.js").then((part) => part.show(link)).catch(() => {}); // the clause is in the list too
};
document.addEventListener("pointerover", note);
document.addEventListener("focusin", note);

/** Things to copy: a button beside each, once the part is opened, or at once where they are what the page is for. */
const kit = (part) => import("./link-kit.js").then((module) => module.start(part));
document.querySelector(".link-kit")?.addEventListener("toggle", (event) => kit(event.target), { once: true });
const examples = document.querySelector(".examples");
if (examples) kit(examples);

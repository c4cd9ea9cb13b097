/* Shows the retold clause beside a source link. WCAG 1.4.13: it can be dismissed, hovered, and stays until then. */

const box = document.createElement("div");
box.className = "source-note";
box.hidden = true;
box.setAttribute("aria-hidden", "true"); // the link is already described by the clause in the list of sources
document.body.append(box);
let shown;

const hide = () => { box.hidden = true; shown = undefined; };
const leaves = (event) => {
  const to = event.relatedTarget;
  if (shown && to !== shown && !box.contains(to) && document.activeElement !== shown) hide();
};
box.addEventListener("pointerleave", leaves);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

/** Show the clause that a source link is described by, below it, inside the window. */
export function show(link) {
  if (shown === link) return;
  shown = link;
  link.addEventListener("pointerleave", leaves, { once: true });
  link.addEventListener("blur", hide, { once: true });
  box.textContent = document.getElementById(link.getAttribute("aria-describedby")).textContent;
  box.hidden = false;
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
  box.style.left = `${Math.max(8, left) + scrollX}px`;
  box.style.top = `${at.bottom + scrollY}px`;
}

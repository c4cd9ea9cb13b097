/* Says at the top of a page that the part which a link leads to is not there any more. */

/** Say so, once; or take it back, where the reader goes to a part that is there. */
export function tell(missing) {
  document.getElementById("lost-part")?.remove();
  if (!missing) return;
  const note = Object.assign(document.createElement("p"), { id: "lost-part", className: "ours" });
  note.setAttribute("role", "status");
  document.querySelector("main h1").after(note);
  note.textContent = "The link that brought you here leads to a part of this page that has moved or gone.";
}

/* Puts a button beside each thing to copy. Without it the same words can be selected and copied by hand. */

/** Add the buttons to a part of the page; each says what it copies, and what came of it. */
export function start(part) {
  for (const code of part.querySelectorAll("dd > code, pre.example > code")) {
    const what = code.closest("dd")?.previousElementSibling.textContent ?? code.parentElement.dataset.name;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Copy ${what}` });
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(code.textContent);
        said.textContent = " Copied.";
      } catch { // no permission, or no secure connection: it is selected, and the keys still work
        said.textContent = " Selected. Copy it with your keyboard or menu.";
      }
    });
    const cell = code.closest("dd");
    if (cell) cell.append(button, said);
    else code.parentElement.after(button, said);
  }
}

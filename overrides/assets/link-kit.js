/* Puts a button beside each thing to copy. Without it the same words can be selected and copied by hand. */

const results = document.getElementById("search-results");

/** On the page of results, what is copied leads to these results: the words that were searched are in each address. */
function withQuery(codes) {
  const { origin } = location, written = codes.map((code) => code.textContent), [address] = written;
  const refresh = () => codes.forEach((code, at) => {
    const query = new URL(location.href, origin).search;
    const inHtml = written[at].startsWith("<");
    code.textContent = written[at].replaceAll(address, () => address + (inHtml ? query.replaceAll("&", "&amp;") : query));
  });
  for (const event of ["toggle", "pointerenter", "focusin"]) codes[0].closest("details").addEventListener(event, refresh);
  refresh();
}

/** Add the buttons to a part of the page; each says what it copies, and what came of it. */
export function start(part) {
  if (results) withQuery([...part.querySelectorAll("dd > code")]);
  for (const code of part.querySelectorAll(".link-kit dd > code, pre.example > code")) {
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
    else code.parentElement.nextElementSibling.append(button, said); // its place is kept, so that nothing moves
  }
}

/* A link to a very place is copied, and that is said. */

const said = Object.assign(document.createElement("p"), { className: "toast" });
said.setAttribute("role", "status");
document.body.append(said);

/** Copy a link's address; say what it leads to. */
export async function copy(link) {
  said.textContent = "";
  await navigator.clipboard.writeText(link.href);
  said.textContent = `Copied link to: ${link.getAttribute("aria-label").replace(/^Link to: /, "")}`;
  setTimeout(() => { said.textContent = ""; }, 6000);
}

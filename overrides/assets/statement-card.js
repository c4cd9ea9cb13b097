/* On the page for web editors: lets them choose the statement that the card to copy is for. The statements come when
   they are asked for. */

const code = document.querySelector("pre[data-name='statement card'] code");
const place = document.getElementById("statement-chooser");

/** Write text as it stands in HTML. */
const escaped = (text) => {
  const box = document.createElement("p");
  box.textContent = text;
  return box.innerHTML;
};

/** Make the card for one statement out of that for another, which is in the example. */
const cardFor = (statement, shown, card) => card
  .replaceAll(escaped(shown.url), () => escaped(statement.url))
  .replace(`<p>${escaped(shown.text)}</p>`, () => `<p>${escaped(statement.text)}</p>`)
  .replace(`<p>${escaped(shown.paragraph)} `, () => `<p>${escaped(statement.paragraph)} `);

/** Fetch the statements and offer them; the one in the example is chosen. */
async function offer() {
  const answer = await fetch(new URL("../../statements.json", import.meta.url));
  const { statements } = await answer.json();
  const card = code.textContent;
  const shown = statements.find((statement) => card.includes(`cite="${escaped(statement.url)}"`));
  const choice = Object.assign(document.createElement("select"), { id: "statement" });
  for (const { anchor, paragraph, text } of statements) {
    const words = text.length > 70 ? `${text.slice(0, 70).replace(/\s+\S*$/, "")} …` : text;
    choice.append(new Option(`${paragraph}: ${words}`, anchor, false, anchor === shown.anchor));
  }
  choice.addEventListener("change", () => { code.textContent = cardFor(statements[choice.selectedIndex], shown, card); });
  place.replaceChildren(Object.assign(document.createElement("label"), { htmlFor: "statement", textContent: "Statement: " }), choice);
  choice.focus();
}

const asks = Object.assign(document.createElement("button"), { type: "button", textContent: "Choose another statement" });
const failed = document.createElement("span");
failed.setAttribute("role", "status");
asks.addEventListener("click", () => {
  failed.textContent = "";
  offer().catch(() => { failed.textContent = " They could not be fetched. Try again."; });
});
place.append(asks, failed);

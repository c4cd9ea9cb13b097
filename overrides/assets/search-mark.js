/* How a text that was found is shown: marked, and no longer than needed. A query is text, never markup. */

const EXCERPT = 240; // characters

/**
 * Put a text into an element, with the words that were looked for marked. What stands between them is one piece: a page
 * of results would else be thousands of pieces to lay out at each letter.
 * @param {Element} element
 * @param {string} text
 * @param {(word: string) => boolean} matches
 */
export function mark(element, text, matches) {
  let plain = "";
  for (const part of text.split(/([A-Za-z0-9'’]+)/)) {
    if (/^[A-Za-z0-9]/.test(part) && matches(part)) {
      element.append(plain, make("mark", "", part));
      plain = "";
    } else plain += part;
  }
  element.append(plain);
}

/**
 * Give the part of a long text in which the first of the words looked for stands.
 * @param {string} text
 * @param {(word: string) => boolean} matches
 */
export function excerpt(text, matches) {
  if (text.length <= EXCERPT) return text;
  const words = text.split(" "), first = Math.max(0, words.findIndex((word) => matches(word)));
  let from = first, length = 0;
  while (from > 0 && words.slice(from - 1, first).join(" ").length < EXCERPT / 4) from--;
  let to = from;
  while (to < words.length && length < EXCERPT) length += words[to++].length + 1;
  return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
}

/**
 * Make an element with a class and text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {string} [text]
 */
export function make(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/* Fetches the index once, and makes the engine from it. */

import { engine } from "./search-engine.js";

let made;

/** Give the engine; rejects when the index is missing or is not what it should be, and may then be asked again. */
export function load() {
  made ||= fetch(new URL("search-index.json", import.meta.url))
    .then((answer) => { if (!answer.ok) throw new Error(`search index: ${answer.status}`); return answer.json(); })
    .then(engine)
    .catch((error) => { made = undefined; throw error; });
  return made;
}

export const KINDS = ["Finding", "Theme", "Reported change", "Other"];

/** Put a text into an element with the words that the query matched marked; a query is text, never markup. */
export function mark(element, text, matches) {
  for (const part of text.split(/([A-Za-z0-9'’]+)/)) {
    if (/^[A-Za-z0-9]/.test(part) && matches(part)) {
      const marked = document.createElement("mark");
      marked.textContent = part;
      element.append(marked);
    } else element.append(part);
  }
}

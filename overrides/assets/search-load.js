/* Fetches the two indexes once, and makes the engine from them. */

import { Engine } from "./search-engine.js";

/** @type {Promise<Engine> | undefined} */
let engine;
/** @type {Promise<void> | undefined} */
let statements;

/** @param {string} name */
async function fetchIndex(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/** Let the browser answer the reader's fingers before the next slice of work. */
const pause = () => new Promise((/** @type {(value: void) => void} */ resolve) => setTimeout(resolve));

/** Give the engine; rejects when the index is missing or is not what it should be, and may then be asked again. */
export function load() {
  engine ||= fetchIndex("search-index.json")
    .then((index) => Engine.of(index, pause))
    .catch((error) => { engine = undefined; throw error; });
  return engine;
}

/** Bring the statements to the engine; without them it still finds pages. */
export function loadStatements() {
  statements ||= Promise.all([load(), fetchIndex("search-statements.json")])
    .then(([made, second]) => made.addStatements(second, pause))
    .catch((error) => { statements = undefined; throw error; });
  return statements;
}

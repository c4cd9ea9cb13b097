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

/** Begin a new task. */
const task = () => new Promise((begun) => setTimeout(begun));

const SLICE = 5; // milliseconds of work at a time, so that a phone stays free for the reader's fingers
let since = 0;

/** Let the browser answer the reader's fingers, where a slice of work is done. */
async function pause() {
  if (performance.now() - since < SLICE) return;
  await task();
  since = performance.now();
}

/**
 * Search once for nothing, in a task of its own: what runs for the first time is compiled, and would make a letter wait.
 * @param {Engine} made
 */
async function tryOut(made) {
  await task();
  made.search(made.pages[0].title);
  await task();
}

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
    .then(([made, second]) => made.addStatements(second, pause).then(() => tryOut(made)))
    .catch((error) => { statements = undefined; throw error; });
  return statements;
}

/* Step 3, too: patterns of declared terms, each word in its alternatives: share/pass without/unless consent. */

/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */
/** @typedef {import("./search-score.js").Label} Label */
/**
 * @typedef {object} Pattern
 * @property {Label} label The page, and the stems of all alternatives.
 * @property {Set<string>[]} slots The stems of the alternatives of each word.
 */

/**
 * Read a pattern: a slash between alternatives, a space between words.
 * @param {string} written
 */
export const alternatives = (written) => written.split(" ").map((slot) => slot.split("/"));

/**
 * Compare a query with that reading of a pattern which is most like it, as with a declared term.
 * @param {Pattern} pattern
 * @param {QueryTerm[]} terms
 * @param {(stem: string) => number} idf
 * @returns {{ product: number, norm: number }} Of the vectors of the query and of that reading, and the length of the latter.
 */
export function compare({ slots }, terms, idf) {
  const left = new Set(terms);
  let product = 0, squares = 0;
  for (const slot of slots) {
    /** @type {{ gain: number, weight: number, term?: QueryTerm }} the alternative that is most like a word of the query */
    let best = { gain: 0, weight: Math.min(...[...slot].map(idf)) };
    for (const term of left) {
      for (const [key, confidence] of term.stems) {
        const weight = slot.has(key) ? idf(key) : 0, gain = confidence * term.weight * weight;
        if (gain > best.gain) best = { gain, weight, term };
      }
    }
    if (best.term) left.delete(best.term);
    product += best.gain;
    squares += best.weight ** 2;
  }
  return { product, norm: Math.sqrt(squares) };
}

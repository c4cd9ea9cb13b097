/* Step 4: which pages the words of a query speak for, as learnt from examples of what people ask (scripts/learn). */

import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").PageIndex} PageIndex */
/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */

/** The words of examples with their worth for each page, and for none: the logarithm of how much likelier it becomes. */
export class Associations {
  /** @param {PageIndex} index */
  constructor(index) {
    this.index = index;
    /** @type {Map<string, Map<number, number>>} each stem, or stop word, with its worth by page */
    this.worths = new Map();
  }

  /** The place of what no page holds, after all pages. */
  get nowhere() {
    return this.index.pages.length;
  }

  /**
   * Take in the words that speak for a page, or for none.
   * @param {string} packed Words by their worth: those of 1, a slash, those of 2.
   * @param {number} page
   */
  add(packed, page) {
    packed.split("/").forEach((words, at) => {
      for (const word of words ? words.split(" ") : []) {
        const key = this.#keep(word, page), worths = this.worths.get(key);
        if (worths) worths.set(page, at + 1);
        else this.worths.set(key, new Map([[page, at + 1]]));
      }
    });
  }

  /**
   * Make a word known, and give the key by which it is kept: its stem, or itself if it is a stop word.
   * @param {string} word
   * @param {number} page
   */
  #keep(word, page) {
    const { vocabulary } = this.index;
    if (vocabulary.stop.has(word)) return word;
    return page === this.nowhere ? vocabulary.add(word, false) : this.index.post(word, page, WEIGHTS.field.asked, false);
  }

  /**
   * Weigh a query for each page, and last for none. A word that is not understood speaks for none, and whoever writes
   * much seldom asks for nothing. Where no word speaks for none, nothing does.
   * @param {QueryTerm[]} terms
   * @param {string[]} words All words, for stop words tell what is asked: "what", "how".
   */
  read(terms, words) {
    const { stop } = this.index.vocabulary, sums = Array.from({ length: this.nowhere + 1 }, () => 0);
    const readings = terms.filter(({ word }) => !stop.has(word)).map(({ stems }) => stems);
    for (const word of new Set(words)) if (stop.has(word)) readings.push(new Map([[word, 1]]));
    for (const stems of readings) {
      if (!stems.size) sums[this.nowhere] += WEIGHTS.strange;
      for (const [page, worth] of this.#best(stems)) sums[page] += worth;
    }
    sums[this.nowhere] = sums[this.nowhere] ? sums[this.nowhere] - words.length * WEIGHTS.wordy : -Infinity;
    return sums;
  }

  /**
   * Tell whether a word speaks for a page so much that readers are told.
   * @param {Map<string, number>} stems
   * @param {number} page
   */
  leads(stems, page) {
    return (this.#best(stems).get(page) || 0) > 1;
  }

  /**
   * Give a word's worth by page, in its likeliest reading.
   * @param {Map<string, number>} stems
   */
  #best(stems) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [key, confidence] of stems) {
      for (const [page, worth] of this.worths.get(key) || []) best.set(page, Math.max(best.get(page) || 0, confidence * worth));
    }
    return best;
  }
}

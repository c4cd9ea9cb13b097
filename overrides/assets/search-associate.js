/* Step 4: which pages the words of a query speak for, as learnt from examples of what people ask (scripts/learn). */

import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").PageIndex} PageIndex */
/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */

const FIRST = "#".charCodeAt(0); // the letter of the first place

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
   * Take in the words that were learnt.
   * @param {[string, string]} learnt
   * @param {() => Promise<void>} pause
   */
  async fill(learnt, pause) {
    const [words, places] = learnt.map((packed) => packed.split(" "));
    for (const [at, word] of words.entries()) {
      if (at % 50 === 0) await pause();
      if (word) this.#add(word, places[at]);
    }
  }

  /**
   * @param {string} word
   * @param {string} letters One for each place, as often as the word is worth there.
   */
  #add(word, letters) {
    const { vocabulary } = this.index, stop = vocabulary.stop.has(word);
    const key = stop ? word : vocabulary.add(word, false), worths = this.worths.get(key) || new Map();
    for (const letter of letters) {
      const place = letter.charCodeAt(0) - FIRST, worth = worths.get(place) || 0;
      if (!worth && !stop && place < this.nowhere) this.index.post(word, place, WEIGHTS.field.term, false);
      worths.set(place, worth + 1);
    }
    this.worths.set(key, worths);
  }

  /**
   * Weigh a query for each page, for none, for need and against it. A word that is not understood speaks for none, and
   * whoever writes much seldom asks for nothing. Where no word speaks for none, nothing does.
   * @param {QueryTerm[]} terms
   * @param {string[]} words All words, for stop words tell what is asked: "what", "how".
   */
  read(terms, words) {
    const { stop } = this.index.vocabulary, sums = Array.from({ length: this.nowhere + 3 }, () => 0);
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
    const likeliest = Math.max(...stems.values());
    for (const [key, confidence] of stems) {
      const worths = confidence === likeliest ? this.worths.get(key) || [] : [];
      for (const [page, worth] of worths) best.set(page, Math.max(best.get(page) || 0, confidence * worth));
    }
    return best;
  }
}

/* Step 3: how well each page answers, by its labels (title, names, declared terms), its summary and its words. */

import { stem, tokenize } from "./search-tokenize.js";
import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-expand.js").Vocabulary} Vocabulary */
/**
 * @typedef {object} QueryTerm A word of the query that is looked for.
 * @property {string} word As typed.
 * @property {Map<string, number>} stems
 * @property {string} correction
 * @property {number} weight Its inverse document frequency, or what a word outside the vocabulary weighs.
 */
/**
 * @typedef {object} Label A title, name or declared term of a page, compared as a whole.
 * @property {number} page
 * @property {string[]} stems
 * @property {number} field
 * @property {number} norm Length of its vector of inverse document frequencies.
 * @property {string} name The words that readers see, for a name that is shown; else "".
 */
/**
 * @typedef {object} Posting A stem on a page.
 * @property {number} weight Of the best field that has it.
 * @property {number} count In how many labels it stands.
 * @property {number} texts In how many statements of the page it stands.
 * @property {boolean} shown Whether readers of the page can see it.
 */
/**
 * @typedef {object} PageScore
 * @property {number} words
 * @property {number} label Likeness to the page's best label.
 * @property {Label | undefined} best The label that the query resembles most.
 * @property {boolean} whole Whether the query holds a whole label, or the label the whole query.
 */

/**
 * Read labels as search/index.py packs them: a comma for each word that the label before begins with as well.
 * @param {string} packed
 */
export function unpack(packed) {
  /** @type {string[]} */
  let before = [];
  return (packed ? packed.split("|") : []).map((text) => {
    const shared = text.lastIndexOf(",") + 1;
    before = [...before.slice(0, shared), ...text.slice(shared).split(" ")];
    return before;
  });
}

/** The pages by their stems and labels. */
export class PageIndex {
  /**
   * Empty until it is filled.
   * @param {Vocabulary} vocabulary
   * @param {import("./search-engine.js").IndexedPage[]} pages
   */
  constructor(vocabulary, pages) {
    this.vocabulary = vocabulary;
    this.pages = pages;
    /** @type {Map<string, Map<number, Posting>>} each stem with its pages */
    this.postings = new Map();
    /** @type {Map<string, number>} inverse document frequencies that were worked out */
    this.idfs = new Map();
    /** @type {Label[]} */
    this.labels = [];
    /** @type {Map<string, Label[]>} */
    this.labelsOf = new Map();
    this.titles = pages.map(({ title }) => tokenize(title).join(" "));
  }

  /**
   * Take in the words of all pages; words that are near a page lead to it.
   * @param {import("./search-engine.js").Index} index
   * @param {() => Promise<void>} pause
   */
  async fill({ terms, scope, scopeTerms }, pause) {
    const { pages, vocabulary } = this, { field } = WEIGHTS;
    for (const [at, page] of pages.entries()) {
      await pause();
      this.#label(vocabulary.content(tokenize(page.title)), at, field.title, page.title);
      for (const name of page.names) this.#label(vocabulary.content(tokenize(name)), at, field.name, name);
      for (const words of unpack(terms[at])) this.#label(words, at, field.term, "");
      for (const word of vocabulary.content(tokenize(page.summary))) this.post(word, at, field.summary, true);
    }
    for (const [n, { page }] of scope.entries()) {
      await pause();
      const at = pages.findIndex(({ url }) => url === page);
      for (const words of at < 0 ? [] : unpack(scopeTerms[n])) this.#label(words, at, field.near, "");
    }
    await this.#measure(pause);
  }

  /**
   * Count the pages of each stem, and from them how long each label's vector is.
   * @param {() => Promise<void>} pause
   */
  async #measure(pause) {
    for (const [key, { size }] of this.postings) this.vocabulary.pages.set(key, size);
    this.idfs.clear();
    for (const [n, label] of this.labels.entries()) {
      if (n % 99 === 0) await pause();
      label.norm = Math.hypot(...label.stems.map((key) => this.idf(key)));
    }
  }

  /**
   * Take in terms that come later, and the words for tools, which lead to the page that leads to all.
   * @param {string[]} terms Packed, by page.
   * @param {import("./search-tools.js").Tools | null | undefined} tools
   * @param {() => Promise<void>} pause
   */
  async addTerms(terms, tools, pause) {
    for (const [at, packed] of terms.entries()) for (const words of unpack(packed)) this.#label(words, at, WEIGHTS.field.term, "");
    await pause();
    const door = this.pages.findIndex(({ url }) => url === tools?.door);
    for (const words of tools?.kinds.flatMap((kind) => unpack(kind.words)) || []) this.#label(words, door, WEIGHTS.field.term, "");
    await this.#measure(pause);
  }

  /**
   * Note that a page has a word.
   * @param {string} word
   * @param {number} page
   * @param {number} weight
   * @param {boolean} shown
   */
  post(word, page, weight, shown) {
    const key = this.vocabulary.add(word, shown), inText = weight === WEIGHTS.field.text;
    let pages = this.postings.get(key);
    if (!pages) this.postings.set(key, pages = new Map());
    const entry = pages.get(page);
    if (!entry) pages.set(page, { weight, count: 1, shown, texts: Number(inText) });
    else {
      if (inText) entry.texts++; else entry.count++;
      entry.shown ||= shown;
      if (entry.weight < weight) entry.weight = weight;
    }
    return key;
  }

  /**
   * @param {string[]} words
   * @param {number} page
   * @param {number} field
   * @param {string} name
   */
  #label(words, page, field, name) {
    if (name) {
      const seen = tokenize(name);
      this.vocabulary.names.set(seen.join(""), seen.join(" "));
    }
    const stems = [...new Set(words.map((word) => this.post(word, page, field, name !== "")))];
    const label = { page, stems, field, norm: 0, name };
    this.labels.push(label);
    for (const key of stems) {
      const others = this.labelsOf.get(key);
      if (others) others.push(label);
      else this.labelsOf.set(key, [label]);
    }
  }

  /**
   * Tell whether a page has a label with a word.
   * @param {Map<string, number>} stems
   * @param {number} page
   */
  leads(stems, page) {
    return [...stems.keys()].some((key) => this.labelsOf.get(key)?.some((label) => label.page === page));
  }

  /** Count the pages of the stems that stand in running text alone; declared words stay as rare as they were. */
  measureText() {
    const { pages } = this.vocabulary;
    for (const [key, { size }] of this.postings) if (!pages.has(key)) pages.set(key, size);
    this.idfs.clear();
    this.vocabulary.forget();
  }

  /** @param {string} key */
  idf(key) {
    let value = this.idfs.get(key);
    if (!value) this.idfs.set(key, value = Math.log(1 + this.pages.length / (this.vocabulary.pages.get(key) || 1)));
    return value;
  }

  /**
   * Weigh the words of a query.
   * @param {string[]} words
   * @param {string} unfinished The last word, where the reader may still be typing it; else "".
   * @returns {QueryTerm[]}
   */
  read(words, unfinished) {
    const { vocabulary } = this;
    const asked = vocabulary.content([...new Set(words)]).slice(0, 24);
    const begins = [...vocabulary.stop].some((other) => unfinished && other.startsWith(unfinished));
    const read = asked.map((word) => ({
      word, ...(word === unfinished ? vocabulary.unfinished(word) : vocabulary.finished(word)),
    })).filter(({ word, stems }) => stems.size || word !== unfinished || !begins);
    return read.map((term) => {
      const best = Math.max(...term.stems.values());
      const likely = [...term.stems.keys()].filter((key) => term.stems.get(key) === best);
      return { ...term, weight: likely.length ? Math.max(...likely.map((key) => this.idf(key))) : WEIGHTS.outOfVocabulary };
    });
  }

  /**
   * Score every page.
   * @param {QueryTerm[]} terms
   * @returns {PageScore[]}
   */
  score(terms) {
    /** @type {PageScore[]} */
    const scores = this.pages.map(() => ({ words: 0, label: 0, best: undefined, whole: false }));
    const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
    this.#scoreWords(terms, scores, total);
    this.#scoreLabels(terms, scores);
    return scores;
  }

  /**
   * @param {QueryTerm[]} terms
   * @param {PageScore[]} scores
   * @param {number} total
   */
  #scoreWords(terms, scores, total) {
    for (const { stems, weight } of terms) {
      /** @type {Map<number, number>} */
      const best = new Map();
      for (const [key, confidence] of stems) {
        for (const [page, posting] of this.postings.get(key) || []) {
          const gain = confidence * (posting.weight + WEIGHTS.frequency * Math.log2(posting.count) + WEIGHTS.texts * Math.log2(1 + posting.texts));
          if (gain > (best.get(page) || 0)) best.set(page, gain);
        }
      }
      for (const [page, gain] of best) scores[page].words += gain * weight / total;
    }
  }

  /**
   * Compare the query with each label as a whole, as vectors (cosine, squared); a page has the worth of its best.
   * @param {QueryTerm[]} terms
   * @param {PageScore[]} scores
   */
  #scoreLabels(terms, scores) {
    /** @type {Map<Label, number>} */
    const products = new Map();
    const norm = Math.hypot(...terms.map(({ weight }) => weight));
    for (const { stems, weight } of terms) {
      /** @type {Map<Label, number>} */
      const best = new Map();
      for (const [key, confidence] of stems) {
        const gain = confidence * weight * this.idf(key);
        for (const label of this.labelsOf.get(key) || []) if (gain > (best.get(label) || 0)) best.set(label, gain);
      }
      for (const [label, gain] of best) products.set(label, (products.get(label) || 0) + gain);
    }
    for (const [label, product] of products) {
      if (!label.norm) continue; // still being taken in
      const shown = label.field >= WEIGHTS.field.name, complete = product / label.norm ** 2;
      const begun = shown && terms.length <= label.stems.length && terms.every(({ stems }, n) => stems.has(label.stems[n]));
      const extra = begun ? 0.5 : shown && complete > 0.7 ? 0.08 : 0;
      keepBest(scores[label.page], label, product / label.norm / norm, complete, extra);
    }
  }
}

/**
 * Keep the label that a query resembles most.
 * @param {PageScore} score
 * @param {Label} label
 * @param {number} cosine Of the query and the label.
 * @param {number} complete Share of the label that the query holds.
 * @param {number} [extra]
 */
function keepBest(score, label, cosine, complete, extra = 0) {
  const whole = complete >= WEIGHTS.wholeLabel, same = cosine > 0.97 && label.field >= WEIGHTS.field.term;
  const likeness = cosine ** 2 * (0.55 + 0.15 * label.field) + extra + (same ? WEIGHTS.sameLabel : 0);
  if (likeness > score.label) [score.label, score.best] = [likeness, label];
  if (whole) score.whole = true;
}

/**
 * Weigh a page's labels and words.
 * @param {PageScore} score
 */
export const pageWorth = ({ label, words }) => label * WEIGHTS.label + words * WEIGHTS.words;

/**
 * Give the stems of words, for comparing sets of them.
 * @param {string[]} words
 */
export const stemsOf = (words) => new Set(words.map(stem));

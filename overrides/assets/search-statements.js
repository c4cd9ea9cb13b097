/* Step 5: the statements of every page, from a second index that arrives after the first: found by their own words. */

import { tokenize } from "./search-tokenize.js";
import { PHRASE_WORDS, STATEMENTS_SHOWN, WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").PageIndex} PageIndex */
/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */
/**
 * @typedef {object} Statement A statement, glossary entry, question or item that has an anchor of its own.
 * @property {number} page
 * @property {string} anchor
 * @property {string} text
 * @property {string} label Heading, page or term that the words need to be understood, or "".
 * @property {string} term The term that it explains, or "".
 */
/**
 * @typedef {object} WrittenStatements Columns, each a string for each page, with lines between the statements.
 * @property {string[]} texts
 * @property {string[]} anchors
 * @property {string[]} labels Terms, and numbers: of the page whose title is the label or, on from there, of a heading.
 * @property {string[]} headings
 */
/**
 * @typedef {object} StatementMatch
 * @property {Statement} statement
 * @property {number} coverage Share of the query's weight that the statement covers.
 * @property {number} phrase Share of the query that stands in it word for word.
 */

/** The statements by their stems and phrases; empty until they have arrived. */
export class StatementIndex {
  /** @param {PageIndex} pages */
  constructor(pages) {
    this.pages = pages;
    /** @type {Statement[]} */
    this.statements = [];
    /** @type {Map<string, number[]>} */
    this.postings = new Map();
    /** @type {number[]} where each statement begins in `running` */
    this.starts = [];
    /** @type {Set<string>} every word that stands in a statement */
    this.said = new Set();
    this.running = "";
  }

  /**
   * Take in all statements.
   * @param {WrittenStatements} written Pages stand in the order of the first index.
   * @param {() => Promise<void>} pause
   */
  async add(written, pause) {
    const named = [...this.pages.pages.map(({ title }) => title), ...written.headings];
    const byNumber = new Map(named.map((name, number) => [`#${number}`, name]));
    const all = written.texts.flatMap((column, page) => {
      const anchors = written.anchors[page].split("|"), labels = written.labels[page].split("|");
      return column.split("|").map((text, at) => {
        const label = byNumber.get(labels[at]), term = label ? "" : labels[at];
        return { page, anchor: anchors[at], text, label: label || term, term };
      });
    }).filter(({ text }) => text);
    this.statements = all;
    /** @type {string[]} */
    const texts = [];
    /** @type {[string, number][]} each page's words */
    const posts = [];
    for (const [at, statement] of all.entries()) {
      await pause();
      const words = tokenize(`${statement.term} ${statement.text}`);
      texts.push(words.join(" "));
      for (const word of new Set(words)) if (this.said.add(word) && !this.pages.vocabulary.stop.has(word)) posts.push([word, at]);
    }
    for (const [n, [word, at]] of posts.entries()) {
      if (n % 99 === 0) await pause();
      const key = this.pages.post(word, all[at].page, WEIGHTS.field.text, true);
      const list = this.postings.get(key);
      if (!list) this.postings.set(key, [at]);
      else if (list.at(-1) !== at) list.push(at);
    }
    await pause();
    for (const text of texts) {
      this.starts.push(this.running.length);
      this.running += ` ${text} |`;
    }
    this.pages.measureText();
    await pause();
  }

  /**
   * Find the statements that answer a query, by page, best first.
   * @param {QueryTerm[]} terms
   * @param {string[]} words The whole query, stop words and all.
   * @param {boolean} unfinished
   * @returns {Map<number, StatementMatch[]>}
   */
  search(terms, words, unfinished) {
    /** @type {Map<number, StatementMatch>} */
    const found = new Map();
    const match = (/** @type {number} */ at) => {
      let entry = found.get(at);
      if (!entry) found.set(at, entry = { statement: this.statements[at], coverage: 0, phrase: 0 });
      return entry;
    };
    const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
    for (const { stems, weight } of terms) {
      /** @type {Map<number, number>} */
      const best = new Map();
      for (const [key, confidence] of stems) {
        for (const at of this.postings.get(key) || []) if (confidence > (best.get(at) || 0)) best.set(at, confidence);
      }
      for (const [at, confidence] of best) match(at).coverage += confidence * weight / total;
    }
    for (const [at, share] of this.#phrases(words, unfinished)) match(at).phrase = share;
    /** @type {Map<number, StatementMatch[]>} */
    const byPage = new Map();
    for (const entry of found.values()) {
      if (entry.coverage < WEIGHTS.statementCutoff && !entry.phrase) continue;
      const list = byPage.get(entry.statement.page);
      if (list) list.push(entry);
      else byPage.set(entry.statement.page, [entry]);
    }
    for (const list of byPage.values()) list.sort((a, b) => worth(b) - worth(a)).splice(STATEMENTS_SHOWN);
    return byPage;
  }

  /**
   * Find the query word for word, else the longest run of its words that stands anywhere.
   * @param {string[]} words
   * @param {boolean} unfinished Whether the last word may be a beginning.
   * @returns {Map<number, number>} Statements, with the share of the query that stands in them.
   */
  #phrases(words, unfinished) {
    /** @type {Map<number, number>} */
    const found = new Map();
    const least = Math.max(PHRASE_WORDS, Math.ceil(words.length * 0.6));
    for (let length = words.length; length >= least && !found.size; length--) {
      for (let from = 0; from + length <= words.length; from++) {
        const open = unfinished && from + length === words.length;
        if (words.slice(from, open ? -1 : from + length).some((word) => !this.said.has(word))) continue;
        const run = ` ${words.slice(from, from + length).join(" ")}${open ? "" : " "}`;
        for (let at = this.running.indexOf(run); at >= 0; at = this.running.indexOf(run, at + 1)) {
          found.set(this.#at(at), length / words.length);
        }
      }
    }
    return found;
  }

  /**
   * Tell which statement stands at a place of the running text.
   * @param {number} place
   */
  #at(place) {
    let low = 0, high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Give what a page says first.
   * @param {number} page
   */
  first(page) {
    return this.statements.find((statement) => statement.page === page && !statement.label);
  }
}

/**
 * What a statement is worth beside the others of its page: one that needs no label, or explains a term, more than a
 * question or a denial; among equals the shorter says it more plainly.
 * @param {StatementMatch} match
 */
const worth = ({ phrase, coverage, statement }) => (
  phrase * 2 + coverage - (statement.label && !statement.term ? WEIGHTS.labelled : 0) - statement.text.length / 5000
);

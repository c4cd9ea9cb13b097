/*
 * Finds pages and statements. Pure: no page, no network; the indexes in, ranked answers out. SEARCH.md tells the way of
 * one query through the steps: tokenize, expand, score, associate, statements, answer.
 */

import { Associations } from "./search-associate.js";
import { Definitions, Scope, Urgent } from "./search-answer.js";
import { Vocabulary } from "./search-expand.js";
import { PageIndex } from "./search-score.js";
import { StatementIndex } from "./search-statements.js";
import { Toolbox } from "./search-tools.js";
import { shownStem, tokenize, unframed } from "./search-tokenize.js";
import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */
/** @typedef {import("./search-statements.js").Statement} Statement */
/** @typedef {import("./search-statements.js").StatementMatch} StatementMatch */
/**
 * @typedef {object} IndexedPage
 * @property {string} url
 * @property {number} type Its place in the index's `types`.
 * @property {string} title
 * @property {string} summary
 * @property {string[]} names Other names, shown.
 */
/**
 * @typedef {object} Index What search/index.py writes.
 * @property {string[]} terms Each page's declared words, never shown, packed.
 * @property {[string, string]} learnt Words that were learnt from examples, and in their order what each speaks for.
 * @property {string[]} scopeTerms The words of each note on the scope, packed.
 * @property {{ name: string, label: string, plural: string }[]} types
 * @property {string} retelling Address of the page that retells the whole document.
 * @property {string} stop
 * @property {string} common
 * @property {string} [unsure] What is said above results where a query may be about nothing that is held.
 * @property {IndexedPage[]} pages
 * @property {import("./search-answer.js").ScopeNote[]} scope
 * @property {import("./search-answer.js").UrgentPage} [urgent]
 */
/**
 * @typedef {object} SecondIndex What search/index_files.py writes beside it, for what need not be known at once.
 * @property {import("./search-statements.js").WrittenStatements} statements
 * @property {string[]} terms Like those of the first, of pages about the website itself.
 * @property {string} synonyms Groups of words: each after the first may mean the first.
 * @property {import("./search-tools.js").Tools | null} [tools]
 * @property {string | null} glossary Address of the page that explains terms.
 */
/**
 * @typedef {object} ReadQuery A query, read.
 * @property {QueryTerm[]} terms What is looked for.
 * @property {string[]} typed
 * @property {string[]} asked The words that are held.
 * @property {string[]} mended
 * @property {boolean} unfinished Whether more of the last word may come.
 * @property {Set<string>} noted Words that a note above the results speaks of already.
 * @property {number[]} worths What its words are worth for each page, and last for none.
 */
/**
 * @typedef {object} ScoredPage
 * @property {number} at Its place.
 * @property {IndexedPage} page
 * @property {StatementMatch[]} found Its statements that match, best first.
 * @property {import("./search-score.js").Label | undefined} label The label that the query resembles most.
 * @property {number} score
 */
/**
 * @typedef {object} Result
 * @property {IndexedPage} page
 * @property {number} score
 * @property {Statement[]} statements The page's statements that match, best first.
 * @property {string} alsoCalled The other name by which the page was found, or "".
 * @property {string[]} declared Words of the query that stand nowhere on the page: editors lead them there.
 */
/**
 * @typedef {object} Answer
 * @property {Result[]} results Best first.
 * @property {import("./search-answer.js").ScopeAnswer | undefined} note
 * @property {{ term: string, url: string, text: string } | undefined} definition
 * @property {QueryTerm[]} terms What was looked for.
 * @property {string} correction The query mended, where anything was; else "".
 * @property {(word: string) => boolean} matches Whether a word of a text is one that was looked for.
 */

const LONGEST = 400; // characters of a query that are read

/** The search of one site. */
export class Engine {
  /**
   * Make an engine, a slice at a time; rejects when the index is not of its form.
   * @param {Index} index
   * @param {() => Promise<void>} [pause]
   */
  static async of(index, pause = async () => {}) {
    const engine = new Engine(index);
    await pause();
    await engine.associations.fill(index.learnt, pause);
    await engine.index.fill(index, pause);
    await pause();
    engine.urgent = new Urgent(index.urgent, engine.vocabulary);
    engine.vocabulary.forget();
    return engine;
  }

  /** @param {Index} index */
  constructor(index) {
    this.types = index.types;
    this.unsure = index.unsure;
    this.pages = index.pages;
    this.retelling = index.retelling;
    this.vocabulary = new Vocabulary(new Set(index.stop.split(" ")));
    this.index = new PageIndex(this.vocabulary, index.pages);
    this.associations = new Associations(this.index);
    this.toolbox = new Toolbox(undefined, this.index);
    this.statements = new StatementIndex(this.index);
    this.scope = new Scope(index.scope, index.scopeTerms, this.index, new Set(index.common.split(" ")));
    this.definitions = new Definitions("", [], this.vocabulary.stop);
    this.urgent = new Urgent(undefined, this.vocabulary);
  }

  /**
   * Take in the second index.
   * @param {SecondIndex} second
   * @param {() => Promise<void>} [pause]
   */
  async addStatements({ statements, glossary, terms, synonyms, tools }, pause = async () => {}) {
    this.vocabulary.addSynonyms(synonyms);
    await this.index.addTerms(terms, tools, pause);
    this.toolbox = new Toolbox(tools, this.index);
    await this.statements.add(statements, pause);
    const at = this.pages.findIndex(({ url }) => url === glossary);
    const entries = this.statements.statements.filter(({ page }) => page === at);
    this.definitions = new Definitions(glossary || "", entries, this.vocabulary.stop);
    await pause();
  }

  /**
   * Answer a query.
   * @param {string} query
   * @param {{ finished?: boolean, literal?: boolean }} [how] Whether the reader has finished typing; whether to read
   *   every word as it was typed.
   * @returns {Answer}
   */
  search(query, { finished = false, literal = false } = {}) {
    const text = query.slice(0, LONGEST), quoted = /^\s*["“].*["”]\s*$/.test(text), plain = literal || quoted;
    const { typed, spaced, words, unfinished } = this.#words(text, finished, plain, quoted);
    const phrases = this.statements.search([], typed, Boolean(unfinished));
    const meant = finished && !plain ? words.map((word) => this.vocabulary.finished(word).correction || word) : words;
    const quotes = [...phrases.values()].some(([{ phrase }]) => phrase > 0.8);
    const note = quotes ? undefined : this.scope.read(finished ? meant : this.#settled(words, unfinished));
    const outOfScope = note?.kind === "not-held";
    const asked = note && outOfScope ? this.scope.rest(meant, note.used) : words;
    let terms = asked.length ? this.index.read(asked, unfinished) : [];
    if (plain) terms = terms.map((term) => this.#literally(term, unfinished));
    const mended = this.#mend(words, terms);
    const worths = this.associations.read(terms, asked), [need, other] = worths.slice(this.associations.nowhere + 1);
    const noted = note?.used || new Set();
    const read = { terms, typed, asked, mended, unfinished: Boolean(unfinished), noted, worths };
    const scored = terms.length ? this.#score(read) : [], { always, any } = this.urgent.terms(words, mended, spaced);
    const definition = outOfScope ? undefined : this.definitions.read(mended);
    const needed = need - other, urgent = always || (!definition?.asked && this.urgent.odds(any, needed, this.#lead(scored)) > 0);
    if (!urgent && !any && this.urgent.isOther(spaced, mended, needed)) this.#demote(scored);
    const { ranked, doubt } = this.#rank(scored, read);
    const results = doubt > WEIGHTS.nothing && note?.kind !== "near" ? [] : ranked;
    const tool = outOfScope || !results.length ? undefined : this.toolbox.find(terms, mended);
    if (tool) results.unshift({ page: tool, score: 0, statements: [], alsoCalled: "", declared: [] });
    if (definition) this.#placeGlossary(results, definition);
    if (urgent || any) this.#placeFirst(results, this.urgent.page, urgent ? 0 : 1);
    const unsure = finished && results.length && !tool && !definition ? this.#unsureNote(doubt, words) : undefined;
    const keys = new Set(terms.flatMap(({ stems }) => [...stems.keys()]));
    return {
      results,
      note: urgent && !outOfScope ? undefined : note || unsure, // what the document says of their words is no answer to people in need
      definition: definition && this.#define(definition),
      terms,
      correction: results.length ? this.#correction(words, terms, typed) : "",
      matches: (word) => keys.has(shownStem(word)),
    };
  }

  /**
   * Read the words of a query: as typed, with their spaces mended, and without what is said to a search engine.
   * @param {string} text
   * @param {boolean} finished
   * @param {boolean} plain Whether nothing is to be mended.
   * @param {boolean} quoted
   */
  #words(text, finished, plain, quoted) {
    const typed = tokenize(text), ended = /\s$/.test(text), open = finished || ended ? "" : typed.at(-1) || "";
    const spaced = plain ? typed : this.vocabulary.segment(typed, open), words = plain ? typed : unframed(spaced);
    const last = words.at(-1) || "", done = quoted || ended || (finished && this.vocabulary.knows(last));
    return { typed, spaced, words, unfinished: done || text.length < 2 ? "" : last };
  }

  /**
   * Say that a query may be about nothing that is held, where that is likely.
   * @param {number} doubt
   * @param {string[]} words
   * @returns {import("./search-answer.js").ScopeAnswer | undefined}
   */
  #unsureNote(doubt, words) {
    return this.unsure && doubt > WEIGHTS.unsure ? { kind: "near", say: this.unsure, used: new Set(words) } : undefined;
  }

  /**
   * Leave out a last word that is short and may still become another: "mot" may become "mother".
   * @param {string[]} words
   * @param {string} unfinished
   */
  #settled(words, unfinished) {
    if (!unfinished || unfinished.length > 3) return words;
    const begins = this.vocabulary.initials.get(unfinished[0])?.some(([other]) => other !== unfinished && other.startsWith(unfinished));
    return begins ? words.slice(0, -1) : words;
  }

  /**
   * Read a word as it was typed, and not as the slip that it may be.
   * @param {QueryTerm} term
   * @param {string} unfinished
   */
  #literally(term, unfinished) {
    if (!term.correction) return term;
    return { ...term, stems: new Map(), correction: "", weight: term.word === unfinished ? 0 : WEIGHTS.outOfVocabulary };
  }

  /**
   * @param {string[]} words
   * @param {QueryTerm[]} terms
   */
  #mend(words, terms) {
    const corrections = new Map(terms.map(({ word, correction }) => [word, correction]));
    return words.map((word) => corrections.get(word) || word);
  }

  /**
   * Give the query mended, if it was, and if every new word stands on some page.
   * @param {string[]} words
   * @param {QueryTerm[]} terms
   * @param {string[]} typed
   */
  #correction(words, terms, typed) {
    const mended = this.#mend(words, terms), before = new Set(typed);
    const seen = mended.every((word) => before.has(word) || this.vocabulary.shown.has(word) || this.vocabulary.stop.has(word));
    return seen && mended.join(" ") !== typed.join(" ") ? mended.join(" ") : "";
  }

  /**
   * Score pages by their labels, words and statements, best first.
   * @param {ReadQuery} query
   * @returns {ScoredPage[]}
   */
  #score({ terms, typed, asked, mended, unfinished, worths }) {
    const start = mended.join(" ");
    const statements = this.statements.search(terms, asked.length === typed.length ? typed : asked, unfinished);
    return this.index.score(terms).flatMap((score, at) => {
      const page = this.pages[at], found = statements.get(at) || [], [best] = found;
      const title = this.index.titles[at], asTitle = title.includes(" ") && `${start} `.startsWith(`${title} `);
      const begun = start.length > 3 && (asTitle || title.startsWith(start)) ? WEIGHTS.beginning : 0;
      const phrase = best?.phrase || 0;
      const worth = (score.label + begun) * WEIGHTS.label + score.words * WEIGHTS.words
        + (best ? best.coverage ** 2 : 0) * WEIGHTS.statement + phrase * WEIGHTS.phrase
        + worths[at] * WEIGHTS.association;
      return worth <= 0 ? [] : [{ at, page, found, label: score.best, score: worth * this.#prior(page) }];
    }).sort((a, b) => b.score - a.score);
  }

  /**
   * Say by how much the page for people in need scores more than all others.
   * @param {ScoredPage[]} scored
   */
  #lead(scored) {
    const best = (/** @type {boolean} */ helps) => scored.find(({ page }) => (page.url === this.urgent.page) === helps)?.score || 0;
    return best(true) - best(false);
  }

  /**
   * Let the page for people in need come later.
   * @param {ScoredPage[]} scored
   */
  #demote(scored) {
    for (const each of scored) if (each.page.url === this.urgent.page) each.score *= WEIGHTS.later;
    scored.sort((a, b) => b.score - a.score);
  }

  /**
   * Choose the pages that answer, and say why they were found.
   * @param {ScoredPage[]} scored Best first.
   * @param {ReadQuery} query
   * @returns {{ ranked: Result[], doubt: number }} Best first; and the odds, as a logarithm, that no page answers.
   */
  #rank(scored, { terms, noted, worths }) {
    const nowhere = worths[this.associations.nowhere], quoted = scored.some(({ found: [best] }) => best?.phrase);
    const doubt = quoted ? -Infinity : oddsOfNothing(nowhere, scored.map(({ score }) => score / WEIGHTS.association));
    /** @type {Result[]} */
    const results = scored.filter(({ score }) => score >= scored[0].score * WEIGHTS.resultCutoff).map(({ at, page, found, label, score }) => ({
      page, score, ...this.#evidence(at, terms, label, noted, found),
    }));
    const retold = scored.find(({ page }) => page.url === this.retelling)?.found || [];
    if (retold[0]?.phrase === 1) this.#placeFirst(results, this.retelling, 2);
    return { ranked: results, doubt };
  }

  /** @param {IndexedPage} page */
  #prior({ type }) {
    const priors = /** @type {Record<string, number>} */ (WEIGHTS.typePrior);
    return priors[this.types[type].name] || 1;
  }

  /**
   * Say why a page was found: its statements that match, and what its title does not show. A word that stands nowhere
   * on the page stands for a statement: one that matches the rest of the query, or else the page's first.
   * @param {number} at
   * @param {QueryTerm[]} terms
   * @param {import("./search-score.js").Label | undefined} label
   * @param {Set<string>} noted Words that a note above the results speaks of already.
   * @param {StatementMatch[]} found
   */
  #evidence(at, terms, label, noted, found) {
    const named = label && label.name !== this.pages[at].title && terms.some(({ stems }) => label.stems.some((key) => stems.has(key)));
    const declared = terms.filter(({ word, stems }) => {
      if (noted.has(word)) return false;
      const hidden = [...stems.keys()].every((key) => !this.index.postings.get(key)?.get(at)?.shown);
      return hidden && (this.index.leads(stems, at) || this.associations.leads(stems, at));
    }).map(({ word, correction }) => correction || word);
    const first = declared.length && !found.length ? this.statements.first(at) : undefined;
    return {
      alsoCalled: named ? label.name : "", declared,
      statements: first ? [first] : found.map(({ statement }) => statement),
    };
  }

  /**
   * Put a page first.
   * @param {Result[]} results
   * @param {string} url
   * @param {number} [place]
   */
  #placeFirst(results, url, place = 0) {
    const at = results.findIndex(({ page }) => page.url === url);
    if (at >= 0 && at <= place) return results[at];
    const page = this.pages.find((other) => other.url === url);
    if (!page) return undefined;
    const [result] = at >= 0 ? results.splice(at, 1) : [{ page, score: 0, statements: [], alsoCalled: "", declared: [] }];
    results.splice(place, 0, result);
    return result;
  }

  /**
   * Put the glossary first for a question of meaning, among the first three for a term alone; its entry comes with it.
   * @param {Result[]} results
   * @param {import("./search-answer.js").Definition} definition
   */
  #placeGlossary(results, { entry, asked }) {
    const result = this.#placeFirst(results, this.definitions.page, asked ? 0 : 2);
    if (!result) return;
    result.statements = [entry, ...result.statements.filter((other) => other !== entry)].slice(0, 3);
  }

  /** @param {import("./search-answer.js").Definition} definition */
  #define({ entry: { anchor, term, text } }) {
    return { term, url: `${this.definitions.page}#${anchor}`, text };
  }
}

/**
 * Give the odds that a query is about nothing that any page holds, against all pages together (softmax), as a logarithm.
 * @param {number} nowhere What speaks for none.
 * @param {number[]} worths What speaks for each page that has any of its words.
 */
function oddsOfNothing(nowhere, worths) {
  return nowhere - Math.log(worths.reduce((sum, worth) => sum + Math.exp(worth), 1));
}

/* Step 6: what stands above the results: words not used, subjects not held, definitions, and a page that must be first. */

import { letters } from "./search-expand.js";
import { stemsOf, unpack } from "./search-score.js";
import { editDistance, stem, tokenize } from "./search-tokenize.js";
import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").PageIndex} PageIndex */
/**
 * @typedef {object} ScopeNote What editors say of words that the site does not use, or of subjects that it does not hold.
 * @property {"near" | "not-held"} kind
 * @property {string} say
 * @property {string} [page] Address of the nearest page.
 * @property {[string, string][]} [sources] Mark and address of each clause that the sentence rests on.
 */
/** @typedef {ScopeNote & { used: Set<string> }} ScopeAnswer A note, and the words of the query that it is about. */

const REACH = 2; // words that may stand between those of a term

const singular = (/** @type {string} */ word) => (word.length > 3 ? word.replace(/s$/, "") : word);

/** Knows which words are near or out of scope. */
export class Scope {
  /**
   * @param {ScopeNote[]} notes
   * @param {string[]} terms Those of each note, packed.
   * @param {PageIndex} pages
   * @param {Set<string>} common Words too common to be a subject beside one that is not held.
   */
  constructor(notes, terms, pages, common) {
    this.pages = pages;
    this.common = new Set([...common].map(singular));
    /** @type {{ words: string[], note: ScopeNote }[]} longest first, and what is not held before what is near */
    this.entries = notes.flatMap((note, at) => unpack(terms[at]).map((words) => ({ words, note })));
    const near = (/** @type {{ note: ScopeNote }} */ { note }) => Number(note.kind === "near");
    this.entries.sort((a, b) => b.words.length - a.words.length || near(a) - near(b));
    for (const { words } of this.entries) for (const word of words) pages.vocabulary.outside.add(word);
  }

  /**
   * Find the note whose words stand close together in a query, unless a longer declared term explains them. A long word
   * that is not known is looked for by its stem, too, where that stands on no page.
   * @param {string[]} words The query's words, without one that is only begun.
   * @returns {ScopeAnswer | undefined}
   */
  read(words) {
    /** @type {Map<string, number>} */
    const places = new Map();
    /** @type {Map<string, number>} */
    const stems = new Map();
    words.forEach((word, at) => {
      places.set(word, at).set(singular(word), at);
      const key = stem(word), { vocabulary } = this.pages;
      if (word.length > 6 && !vocabulary.pages.has(key) && !vocabulary.knowsForm(word)) stems.set(key, at);
    });
    for (const { words: wanted, note } of this.entries) {
      const at = wanted.map((word) => places.get(word) ?? (stems.size ? stems.get(stem(word)) : undefined));
      if (at.includes(undefined)) continue;
      const held = /** @type {number[]} */ (at);
      if (Math.max(...held) - Math.min(...held) > wanted.length + 1) continue;
      const used = new Set(held.map((place) => words[place]));
      if (!this.#explained(words, used)) return { ...note, used };
    }
    return undefined;
  }

  /**
   * Tell whether a declared term that stands whole in the query explains words that a note is about.
   * @param {string[]} words
   * @param {Set<string>} used
   */
  #explained(words, used) {
    const asked = stemsOf(words), noted = [...stemsOf([...used])];
    return (this.pages.labelsOf.get(noted[0]) || []).some(({ stems }) => (
      stems.length > noted.length && stems.every((key) => asked.has(key)) && noted.every((key) => stems.includes(key))
    ));
  }

  /**
   * Give what is left of a query beside a subject that is not held: [] unless a title, a name or a declared term of
   * several words stands in it whole, of more than common words.
   * @param {string[]} words
   * @param {Set<string>} used
   */
  rest(words, used) {
    const left = words.filter((word) => !used.has(word)), asked = stemsOf(left);
    const subject = left.filter((word) => !this.pages.vocabulary.stop.has(word) && !this.common.has(singular(word)));
    const held = subject.some((word) => (this.pages.labelsOf.get(stem(word)) || []).some(({ stems, name }) => (
      (name || stems.length > 1) && stems.every((key) => asked.has(key))
    )));
    return held ? left : [];
  }
}

const WHAT_IS = /^(?:.*? )?(?:what (?:even )?(?:is|are|was)|whats) (?:an? |the )?(.+)$/;
/** How people ask what a word means; the group is the word. */
const MEANINGS = [
  /(?:what(?: does| do| did| is| are)?|whats) (.+?) (?:means?|meant(?! to)|stands? for|short for)\b/,
  /(?:what means?|what is meant by|whats meant by|meaning of|definition of|define|explain) (.+)$/,
  /^(.+?) (?:meaning|definition|defined|means what|stands for|acronym|abbreviation|explained)$/,
  WHAT_IS,
];
const ABOUT_WORDS = new Set(["term", "terms", "word", "words", "phrase", "letters", "actually", "exactly", "even"]);

/**
 * @typedef {object} Definition
 * @property {import("./search-statements.js").Statement} entry
 * @property {boolean} asked Whether the query asks for a meaning, and is no term alone.
 */

/** The glossary's terms. */
export class Definitions {
  /**
   * @param {string} page The glossary's address.
   * @param {import("./search-statements.js").Statement[]} entries
   * @param {Set<string>} stop
   */
  constructor(page, entries, stop) {
    this.page = page;
    this.stop = stop;
    /** @type {Map<string, import("./search-statements.js").Statement>} */
    this.byStems = new Map();
    for (const entry of entries) {
      for (const name of entry.term.split(/[()]/)) {
        const key = this.#key(tokenize(name));
        if (key && !this.byStems.has(key)) this.byStems.set(key, entry);
      }
    }
  }

  /**
   * @param {string[]} words
   * @param {number} [most] How many words may be left out, or there is no key.
   */
  #key(words, most = Infinity) {
    const kept = words.filter((word) => !this.stop.has(word) && !ABOUT_WORDS.has(word));
    return words.length - kept.length > most ? "" : [...stemsOf(kept)].sort().join(" ");
  }

  /**
   * Read a query as a question for a meaning, or as a term alone.
   * @param {string[]} words
   * @returns {Definition | undefined}
   */
  read(words) {
    const text = words.join(" ");
    for (const pattern of MEANINGS) {
      const asked = (pattern.exec(text)?.[1] || "").split(" ");
      const found = this.byStems.get(this.#key(asked, pattern === WHAT_IS ? 1 : Infinity)); // "what was X meant to do" asks more
      if (found) return { entry: found, asked: true };
    }
    const alone = this.byStems.get(this.#key(words));
    return alone && { entry: alone, asked: false };
  }
}

/**
 * Give the places of each stem.
 * @param {string[][]} words What each word of a query may mean.
 */
function placesOf(words) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  words.forEach((readings, at) => {
    for (const word of readings) {
      const key = stem(word);
      found.set(key, [...found.get(key) || [], at]);
    }
  });
  return found;
}

/**
 * Tell whether a term's words stand close together: two others between two words at most.
 * @param {number[][]} words The places of each.
 */
function together([first, ...others]) {
  const reach = others.length + REACH;
  return first.some((at) => others.every((places) => places.some((other) => Math.abs(other - at) <= reach)));
}

/**
 * @typedef {object} UrgentPage A page that comes first for people in need, told by terms: a combination has one of each of its groups.
 * @property {string} page
 * @property {Record<string, string>} groups Terms by group, with lines between them.
 * @property {string} always Combinations of groups, with lines between them; one whose name begins with "-" must not occur.
 * @property {string} when Likewise; these speak for need, and the rest of the query for it or against it.
 * @property {string[]} [unless] Groups whose terms make other pages likelier, where no combination is met.
 */

/** Knows the page that must come first for people in need. */
export class Urgent {
  /**
   * @param {UrgentPage | undefined} urgent
   * @param {import("./search-expand.js").Vocabulary} vocabulary
   */
  constructor(urgent, vocabulary) {
    this.page = urgent?.page || "";
    const combinations = (/** @type {string} */ packed = "") => packed.split("|").filter(Boolean).map((names) => names.split(" "));
    this.always = combinations(urgent?.always);
    this.when = combinations(urgent?.when);
    this.unless = urgent?.unless || [];
    this.vocabulary = vocabulary;
    const groups = Object.entries(urgent?.groups || {}).map(([name, terms]) => ({ name, terms: terms.split("|").map(tokenize) }));
    /** @type {Map<string, string[][]>} each group's terms, as stems */
    this.groups = new Map(groups.map(({ name, terms }) => [name, terms.map((words) => words.map(stem))]));
    this.words = new Set(groups.flatMap(({ terms }) => terms.flat()));
    this.stems = stemsOf([...this.words]);
    for (const word of this.words) vocabulary.add(word, false);
  }

  /**
   * Tell whether a query has a term of each group of a combination: of one that is always of need, or of another.
   * @param {string[]} words As typed, but for what is said to a search engine; stop words count here.
   * @param {string[]} mended
   * @param {string[]} all As typed; what must not occur is looked for here, and in long words as mended.
   */
  terms(words, mended, all) {
    const typed = this.#typed(all, mended);
    const said = placesOf(words.map((word, at) => [word, mended[at], ...this.#readings(word)]));
    const among = (/** @type {string[][]} */ combinations) => combinations.some((names) => names.every((name) => (
      name[0] === "-" ? !this.#has(name.slice(1), typed) : this.#has(name, said)
    )));
    const always = among(this.always);
    return { always, any: always || among(this.when) };
  }

  /**
   * Give the odds, as a logarithm, that somebody is in need.
   * @param {boolean} terms Whether the query has the terms of a combination.
   * @param {number} worth Of its words, as examples teach.
   * @param {number} lead By how much the page that helps scores more than all others.
   */
  odds(terms, worth, lead) {
    const weights = WEIGHTS.urgent;
    return weights.no + (terms ? weights.terms : 0) + worth * weights.word + lead * weights.lead;
  }

  /**
   * Tell whether a query that has no such terms is likely to be of somebody else.
   * @param {string[]} all
   * @param {string[]} mended
   * @param {number} worth
   */
  isOther(all, mended, worth) {
    const typed = this.#typed(all, mended);
    return worth < WEIGHTS.urgent.other || this.unless.some((name) => this.#has(name, typed));
  }

  /**
   * @param {string[]} all
   * @param {string[]} mended
   */
  #typed(all, mended) {
    return placesOf([...all, ...mended.filter((word) => word.length > 7)].map((word) => [word]));
  }

  /**
   * @param {string} name Of a group.
   * @param {Map<string, number[]>} among
   */
  #has(name, among) {
    return (this.groups.get(name) || []).some((term) => together(term.map((key) => among.get(key) || [])));
  }

  /**
   * Read a word that is not known as words run together, or as slips of terms: somebody in need does not type twice.
   * @param {string} word
   * @returns {string[]}
   */
  #readings(word) {
    if (word.length < 3 || word.length > 24 || this.vocabulary.knowsForm(word) || this.stems.has(stem(word))) return [];
    const most = word.length < 8 ? 1 : 2;
    const slip = (/** @type {string} */ term) => ["", "s", "ing", "ed"].some((end) => editDistance(word, term + end, most) <= most);
    const near = word.length < 4 ? (/** @type {string} */ term) => letters(term) === letters(word) : slip; // short: swapped
    return [...this.#divide(word), ...[...this.words].filter((term) => term.length > 2 && near(term))];
  }

  /**
   * Divide a word into terms and stop words: "mydad", "hitsme".
   * @param {string} word
   * @returns {string[]} [] where that cannot be.
   */
  #divide(word) {
    if (this.#knows(word)) return [word];
    for (let at = word.length - 1; at > 0; at--) {
      const rest = this.#knows(word.slice(0, at)) ? this.#divide(word.slice(at)) : [];
      if (rest.length) return [word.slice(0, at), ...rest];
    }
    return [];
  }

  /** @param {string} word */
  #knows(word) {
    return this.words.has(word) || this.vocabulary.stop.has(word) || (word.length > 3 && this.stems.has(stem(word)));
  }
}

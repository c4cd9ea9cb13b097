/* Step 2: what each typed word may mean. A word is known, or a form of a known one, its beginning, or a slip. */

import { editDistance, memoize, stem } from "./search-tokenize.js";
import { WEIGHTS } from "./search-weights.js";

/**
 * @typedef {object} Candidates What a typed word may mean.
 * @property {Map<string, number>} stems Each stem that it may stand for, with the confidence in that reading.
 * @property {string} correction The word that was probably meant, where the word is a slip; else "".
 */

/**
 * Give the consonants of a word as they sound, each once, in the order of the alphabet: what most slips leave as it was.
 * @param {string} word
 */
const skeleton = (word) => [...word.replace(/ing$/, "in").replace(/sh[ou]n/, "tion").replace(/ph/g, "f").replace(/gh/g, "").replace(/z|c(?=[eiy])/g, "s")
  .replace(/ck?/g, "k").replace(/[aeiouyhw]/g, "").replace(/(.)\1/g, "$1")].sort().join("");

/**
 * Give the letters of a word, the first in its place.
 * @param {string} word
 */
export const letters = (word) => word[0] + [...word.slice(1)].sort().join("");

/**
 * Give a stop word and, of a long one, what it is without a vowel, "h" or "l"; each also stands for its letters swapped.
 * @param {string} word
 */
const slipsOf = (word) => [...word].map((letter, at) => (
  at && word.length > 3 && /[aeiouhl]/.test(letter) ? word.slice(0, at) + word.slice(at + 1) : word
));

/**
 * Add to a list in a map.
 * @template T
 * @param {Map<string, T[]>} lists
 * @param {string} key
 * @param {T} value
 */
function append(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const INFLECTION = /(?<=...)(?:e?s|ed|ing|[ed])$/;

/** The words of the site, and how typed words are read as some of them. */
export class Vocabulary {
  /**
   * @param {Set<string>} stop Stop words: too common to help a search.
   */
  constructor(stop) {
    this.stop = stop;
    /** @type {Set<string>} words of subjects that are not held: known, so that none is taken for a slip */
    this.outside = new Set();
    /** @type {Map<string, [string, string][]>} the stem of each word that editors say means another: its, and the word */
    this.meanings = new Map();
    /** @type {Map<string, string>} each known word with its stem */
    this.words = new Map();
    /** @type {Map<string, string[]>} each stem with its words */
    this.forms = new Map();
    /** @type {Map<string, [string, string][]>} each first letter with its words and their stems */
    this.initials = new Map();
    /** @type {Map<string, string>} each name that readers see, without its spaces, with them */
    this.names = new Map();
    /** @type {Map<string, string>} stop words by the letters of their slips: "teh" is "the", "wat" is "what" */
    this.slips = new Map([...stop].flatMap((word) => slipsOf(word).map((slip) => [letters(slip), word])));
    /** @type {Map<string, number>} each stem with the number of pages that have it */
    this.pages = new Map();
    /** @type {Set<string>} words that readers can see on some page */
    this.shown = new Set();
    /** @type {(word: string) => string[]} */
    this.segmentWord = (word) => [word];
    /** @type {(word: string) => Candidates} */
    this.finished = this.unfinished = (word) => this.#expand(word, false);
    this.forget();
  }

  /** Begin anew with what was worked out before words were added. */
  forget() {
    this.segmentWord = memoize((word) => this.#segmentWord(word));
    this.finished = memoize((word) => this.#expand(word, false));
    this.unfinished = memoize((word) => this.#expand(word, true));
  }

  /**
   * Take in words that mean others.
   * @param {string} synonyms Groups of words, with lines between them: each word after the first may mean the first.
   */
  addSynonyms(synonyms) {
    for (const group of synonyms.split("|")) {
      const [first, ...others] = group.split(" ");
      for (const other of others) append(this.meanings, stem(other), [stem(first), other]);
    }
  }

  /** @param {string} word @param {boolean} shown */
  add(word, shown) {
    let key = this.words.get(word);
    if (!key) {
      this.words.set(word, key = stem(word));
      append(this.forms, key, word);
      append(this.initials, word[0], [word, key]);
    }
    if (shown) this.shown.add(word);
    return key;
  }

  /** @param {string} word */
  knows(word) {
    return this.words.has(word) || this.stop.has(word) || this.outside.has(word) || this.#meant(word).length > 0;
  }

  /**
   * Give what editors say that a word means; stems are coarse, and "docment" is no form of "doc".
   * @param {string} word
   */
  #meant(word) {
    return (this.meanings.get(stem(word)) || []).filter(([, other]) => editDistance(word, other, 3) <= 3);
  }

  /**
   * Leave out stop words, unless there is nothing else.
   * @param {string[]} words
   */
  content(words) {
    const kept = words.filter((word) => !this.stop.has(word));
    return kept.length ? kept : words;
  }

  /**
   * Mend spaces: "safe guarding" is one word, "infosharing" two, and "g p" was spelt aloud. Mend slips of stop words, too.
   * @param {string[]} typed
   * @param {string} unfinished The last word, where more of it may come; else "".
   */
  segment(typed, unfinished) {
    const name = this.names.get(typed.join(""));
    if (name && !typed.every((word) => this.#stands(word))) return name.split(" ");
    /** @type {string[]} */
    const joined = [];
    const spelt = typed.join(" ").replace(/\b[a-z](?: [a-z]\b)+/g, (apart) => {
      const word = apart.replaceAll(" ", "");
      return this.words.has(word) ? word : apart;
    });
    for (const word of spelt ? spelt.split(" ") : []) {
      const last = joined.at(-1) || "", both = last + word;
      const apart = !(this.knows(last) && this.knows(word)) && (this.knows(both) || this.#isSplit(last, word));
      if (last && (apart || (this.shown.has(both) && !(this.#stands(last) && this.#stands(word))))) joined[joined.length - 1] = both;
      else joined.push(word);
    }
    const mended = joined.length > 1 ? joined.map((word) => this.#mendStopWord(word, unfinished)) : joined;
    return mended.flatMap((word) => this.segmentWord(word));
  }

  /**
   * Tell whether a word stands on a page, where readers see it: "website" does, and "web" does not.
   * @param {string} word
   */
  #stands(word) {
    return this.shown.has(word) || this.stop.has(word);
  }

  /**
   * @param {string} word
   * @param {string} unfinished
   */
  #mendStopWord(word, unfinished) {
    return (word !== unfinished && !this.knows(word) && this.slips.get(letters(word))) || word;
  }

  /**
   * Tell whether two words are a slip of one: "neglec t", "infoma tion". A long word that is known stays apart.
   * @param {string} first
   * @param {string} second
   */
  #isSplit(first, second) {
    const parts = [first, second];
    if (parts.some((part) => part.length > 3 && this.knows(part))) return false;
    const lost = parts.some((part) => !this.knows(part) && !this.finished(part).stems.size);
    return lost && first.length + second.length > 5 && this.finished(first + second).correction !== "";
  }

  /**
   * Tell whether letters may be a part of words run together: few letters are known as an abbreviation of much else.
   * @param {string} part
   */
  #isPart(part) {
    return part.length > 2 ? this.knowsForm(part) : this.stop.has(part);
  }

  /**
   * Tell whether a word is known, or a long one differs from a known one by a common ending alone.
   * @param {string} word
   */
  knowsForm(word) {
    return this.knows(word) || (word.length > 4 && this.#isInflection(word, stem(word)));
  }

  /**
   * Divide a word that is not known into the fewest known ones, and a number from its unit.
   * @param {string} word
   * @returns {string[]}
   */
  #segmentWord(word) {
    const [, number, unit] = /^(\d+)([a-z]{2,})$/.exec(word) || [];
    if (unit && !this.knows(word)) return [number, ...this.segmentWord(unit)];
    if (word.length < 6 || word.length > 60 || this.knows(word) || this.#isInflection(word, stem(word))) return [word];
    if (this.#alike(word).some(([other]) => editDistance(word, other, 1) < 2)) return [word];
    /** @type {{ cost: number, from: number }[]} the cheapest way to each place in the word */
    const best = [{ cost: 0, from: 0 }];
    for (let end = 1; end <= word.length; end++) {
      best[end] = { cost: Infinity, from: 0 };
      for (let from = Math.max(0, end - 20); from < end; from++) {
        if (best[from].cost === Infinity || !this.#isPart(word.slice(from, end))) continue;
        const cost = best[from].cost + Math.max(1, 4 - end + from);
        if (cost < best[end].cost) best[end] = { cost, from };
      }
    }
    if (best[word.length].cost > Math.max(word.length / 3, 3)) return this.#divideSlip(word);
    const parts = [];
    for (let end = word.length; end > 0; end = best[end].from) parts.unshift(word.slice(best[end].from, end));
    return parts;
  }

  /**
   * Divide a word into a known one and a slip of another, or two long slips: "casereveiw", "andidentiy".
   * @param {string} word
   * @returns {string[]}
   */
  #divideSlip(word) {
    const slip = (/** @type {string} */ part) => part.length > 5 && Math.max(...this.finished(part).stems.values()) === WEIGHTS.oneEdit;
    const whole = (/** @type {string} */ part) => (part.length > 3 ? this.knowsForm(part) : this.stop.has(part));
    for (let at = 2; at <= word.length - 2; at++) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.some(slip) && parts.every((part) => whole(part) || slip(part))) return parts;
    }
    return [word];
  }

  /**
   * Give the known words that begin alike, or with the first two letters swapped, or that are the same but for the first.
   * @param {string} word
   */
  #alike(word) {
    const rest = word.slice(1), swapped = (this.initials.get(word[1]) || []).filter(([other]) => other[1] === word[0]);
    const other = word.length < 6 ? [] : [...this.words].filter(([known]) => known.endsWith(rest) && known.length === word.length);
    return [...this.initials.get(word[0]) || [], ...swapped, ...other];
  }

  /**
   * Tell whether a word is a form of a known one: stems are coarse, and "authorative" is no form of "author".
   * @param {string} word
   * @param {string} key
   */
  #isForm(word, key) {
    return (this.forms.get(key) || []).some((other) => editDistance(word, other, 3) <= 3);
  }

  /**
   * Tell whether a word differs from a known one by a common ending alone: such a word is no slip.
   * @param {string} word
   * @param {string} key
   */
  #isInflection(word, key) {
    const bare = word.replace(INFLECTION, "");
    return (this.forms.get(key) || []).some((other) => other.replace(INFLECTION, "") === bare);
  }

  /**
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Candidates}
   */
  #expand(word, unfinished) {
    const key = stem(word), stems = new Map(), literal = this.words.has(word);
    const inflected = !literal && this.pages.has(key) && this.#isInflection(word, key);
    const exact = literal || inflected || (this.pages.has(key) && this.#isForm(word, key));
    if (exact) stems.set(key, literal || inflected ? WEIGHTS.exact : WEIGHTS.form);
    for (const [other] of this.#meant(word)) stems.set(other, WEIGHTS.synonym);
    if (unfinished || (word.length > 2 && !exact)) {
      for (const [other, stemmed] of this.initials.get(word[0]) || []) {
        if (other.length <= word.length || !other.startsWith(word)) continue;
        const confidence = (exact ? 0.95 : 1) * WEIGHTS.prefix * Math.cbrt(word.length / other.length);
        if (confidence > (stems.get(stemmed) || 0)) stems.set(stemmed, confidence);
      }
    }
    const begun = stems.size > 0;
    if (literal || inflected || this.knows(word) || word.length < (begun ? 6 : 4)) return { stems, correction: "" };
    if (/^\d+$/.test(word)) return { stems, correction: "" }; // another number is no slip
    const correction = this.#correct(word, stems, begun);
    if (!stems.size) this.#correctStem(key, stems);
    return { stems, correction: exact || (unfinished && begun) ? "" : correction };
  }

  /**
   * Add the stems that are one edit away: a form of a word that stands nowhere may be misspelt, too.
   * @param {string} key
   * @param {Map<string, number>} stems
   */
  #correctStem(key, stems) {
    for (const [, other] of key.length > 4 ? this.#alike(key) : []) {
      if (other.length > 4 && editDistance(key, other, 1) < 2) stems.set(other, WEIGHTS.twoEdits);
    }
  }

  /**
   * Add the words that are fewest edits away; give the one on most pages.
   * @param {string} word
   * @param {Map<string, number>} stems
   * @param {boolean} begun
   */
  #correct(word, stems, begun) {
    const long = word.length > 7, free = long ? 2 : 1; // more edits must keep the sound
    const most = begun || word.length < 6 ? 1 : free + 1, sound = skeleton(word);
    let best = most + 1, correction = "", pages = 0;
    for (const [other, stemmed] of this.#alike(word)) {
      if (other.length < 4) continue;
      const edits = editDistance(word, other, Math.min(most, best));
      if (edits > most || edits > best || (edits > free && skeleton(other) !== sound)) continue;
      if (edits < best) {
        if (!begun) stems.clear();
        pages = 0;
      }
      const spread = (this.pages.get(stemmed) || 0) + (this.shown.has(other) ? 0.5 : 0);
      if (spread >= pages) [correction, pages] = [other, spread];
      best = edits;
      stems.set(stemmed, Math.max(stems.get(stemmed) || 0, edits === 1 ? WEIGHTS.oneEdit : WEIGHTS.twoEdits));
    }
    return correction;
  }
}

/* Step 6, too: words for a tool beside words for a page lead to that page's own tool. */

import { stem } from "./search-tokenize.js";
import { stemsOf, unpack, pageWorth } from "./search-score.js";
import { WEIGHTS } from "./search-weights.js";

/** @typedef {import("./search-score.js").PageIndex} PageIndex */
/** @typedef {import("./search-score.js").QueryTerm} QueryTerm */
/** @typedef {import("./search-engine.js").IndexedPage} IndexedPage */
/**
 * @typedef {object} Tools Pages that are made from others, for a team.
 * @property {string} door Address of the page that leads to all tools.
 * @property {number} from The type of the pages that have tools.
 * @property {{ tail: string, name: string, words: string }[]} kinds The end of each tool's address, its name, and
 *   packed words that ask for it.
 */

/** Knows the tools. */
export class Toolbox {
  /**
   * @param {Tools | null | undefined} tools
   * @param {PageIndex} index
   */
  constructor(tools, index) {
    this.tools = tools;
    this.index = index;
    this.kinds = (tools?.kinds || []).map((kind) => ({ ...kind, terms: unpack(kind.words).map((words) => words.map(stem)) }));
  }

  /**
   * Give the tool that a query asks for: words for a tool, and beside them words that lead to a page that has tools.
   * @param {QueryTerm[]} terms
   * @param {string[]} mended
   * @returns {IndexedPage | undefined}
   */
  find(terms, mended) {
    const { tools, index } = this, asked = stemsOf(mended);
    const wanted = this.kinds.map((kind) => ({ kind, words: kind.terms.filter((term) => term.every((key) => asked.has(key))).flat() }))
      .sort((a, b) => b.words.length - a.words.length)[0];
    if (!tools || !wanted?.words.length) return undefined;
    const rest = terms.filter(({ stems }) => !wanted.words.some((key) => stems.has(key)));
    const scores = index.score(rest).map((score, at) => ({ at, named: score.whole || score.label > 0.5, value: pageWorth(score) }));
    scores.sort((a, b) => b.value - a.value);
    const best = scores.find(({ at }) => index.pages[at].type === tools.from);
    if (!best || !(best.named || best === scores[0]) || best.value < scores[0].value * WEIGHTS.tool) return undefined;
    const page = index.pages[best.at], id = page.url.split("/").at(-2);
    const door = index.pages.find(({ url }) => url === tools.door) || page;
    return { ...page, type: door.type, url: `${tools.door}${id}${wanted.kind.tail}/`, title: `${page.title}: ${wanted.kind.name}` };
  }
}

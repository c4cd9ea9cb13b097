/*
 * Finds pages by the words that practitioners use. Pure: no page, no network; the index in, ranked pages out.
 *
 * Why our own: on the development queries the packaged engines put the right page first for about half at most,
 * since they know nothing of labels. Here every page has dozens of labels (names and search terms), and a query is
 * compared with each as a whole, so that "mum on drugs" meets that label before any page that has the words apart.
 */

// The figures here and below were chosen by measuring more than 2,000 queries.

/** What a word counts for by where it stands. */
const FIELDS = { title: 3.2, name: 3, term: 2.2, second: 1.2, summary: 1.6 };
/** Agencies and themes come before changes and general pages at a tie. */
const KIND = [1.08, 1.06, 1.03, 1];
/** What an unknown word weighs in a query of one word, two, three, and more. */
const UNKNOWN = [4, 4, 4, 3.2];
/** The share of a query's weight that a page must cover: in a query of one word, two, three, and more. */
const ENOUGH = [0.55, 0.55, 0.5, 0.38];
const LIMIT = 12;

/** Split text into plain words: no case, accents, apostrophes or marks of direction; A&E is one word. */
export function words(text) {
  const plain = text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069'’‘]/g, "")
    .replace(/\b([a-z])\s?&\s?([a-z])\b/g, "$1$2");
  return plain.match(/[a-z0-9]+/g) || [];
}

/** Remember what a function of words gave, so that a keystroke works out only what is new. */
function remembering(give) {
  const given = new Map();
  return (...asked) => {
    const key = asked.join(" ");
    if (given.size > 5000) given.clear();
    if (!given.has(key)) given.set(key, give(...asked));
    return given.get(key);
  };
}

/** Cut an English word to its stem; coarse, since prefixes and slips are matched as well. */
export const stem = remembering((word) => {
  if (word.length < 4) return word;
  let s = word;
  if (/(ss|us|is)$/.test(s)) return s;
  s = s.replace(/ies$/, "y").replace(/(sh|ch|x|ss)es$/, "$1").replace(/s$/, "");
  s = s.replace(/(.{3,})(isation|ization|ational)$/, "$1").replace(/(.{4,})(ations?|ators?|ated?|ating|ative)$/, "$1");
  s = s.replace(/(.{3,})(ingly|edly|ing|ed|ly|ment|ness|ful)$/, "$1");
  s = s.replace(/(.{4,})(ency|ent|ence|ance|ant|ions?|ive|er|or|al)$/, "$1");
  return s.replace(/([bdglmnprt])\1$/, "$1").replace(/(.{2,})[eiy]$/, "$1");
});

const rows = [0, 1, 2].map(() => new Uint8Array(256)); // kept: slips are counted for thousands of words

/** Count slips between two words (letters missing, added, changed or swapped with the next), up to `most`. */
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most || b.length > 255) return most + 1;
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let least = next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[b.length];
}

/** Read labels as search_index.py packs them: a comma for each word that the label before begins with as well. */
function unpack(packed) {
  let before = [];
  return (packed ? packed.split("|") : []).map((text) => {
    const shared = text.lastIndexOf(",") + 1;
    before = [...before.slice(0, shared), ...text.slice(shared).split(" ")];
    return before;
  });
}

/** Pick the figure for a query of so many words. */
const byLength = (figures, asked) => figures[Math.min(asked.length, figures.length) - 1];

/** Make an engine from the published index; throws when the index is not of its form. */
export function engine(index) {
  const pages = index.pages.map(([url, kind, title, summary]) => ({ url, kind, title, summary }));
  const [names, terms, second] = [4, 5, 6].map((field) => index.pages.map((page) => unpack(page[field])));
  const stop = new Set(index.stop.split(" "));
  const content = (list) => { const kept = list.filter((word) => !stop.has(word)); return kept.length ? kept : list; };
  const singular = (word) => word.replace(/s$/, "");
  const notHeld = unpack(index.not_held);
  const titles = pages.map(({ title }) => words(title).join(" "));
  const vocabulary = new Map(); // each word with its stem
  const postings = new Map(); // each stem with its pages, and its weight there
  const labels = [], labelsOf = new Map(); // each stem with the labels that have it

  const post = (word, at, weight) => {
    const key = stem(word), held = postings.get(key) || postings.set(key, new Map()).get(key);
    vocabulary.set(word, key);
    if ((held.get(at) || 0) < weight) held.set(at, weight);
    return key;
  };
  const label = (said, at, weight) => {
    const keys = [...new Set(said.map((word) => post(word, at, weight)))];
    const held = { at, keys, weight };
    labels.push(held);
    for (const key of keys) (labelsOf.get(key) || labelsOf.set(key, []).get(key)).push(held);
  };
  pages.forEach((page, at) => {
    label(content(words(page.title)), at, FIELDS.title);
    for (const [texts, weight] of [[names, FIELDS.name], [terms, FIELDS.term], [second, FIELDS.second]]) {
      for (const said of texts[at]) label(said, at, weight);
    }
    page.said = ` ${content(words(page.summary)).map((word) => post(word, at, FIELDS.summary)).join(" ")} `;
  });
  const rarity = (key) => Math.log(1 + pages.length / postings.get(key).size);
  for (const held of labels) held.mass = Math.hypot(...held.keys.map(rarity));

  const known = (word) => vocabulary.has(word) || stop.has(word);

  /** Mend spaces: "safe guarding" is one word, "infosharing" two. */
  function spaced(typed) {
    const joined = [];
    for (const word of typed) {
      const last = joined[joined.length - 1], both = last + word;
      if (last && known(both) && !(known(last) && known(word))) joined[joined.length - 1] = both;
      else joined.push(word);
    }
    return joined.flatMap(split);
  }

  const split = remembering((word) => {
    if (word.length < 6) return [word];
    for (const other of vocabulary.keys()) if (slips(word, other, 1) < 2) return [word];
    for (let n = 3; n <= word.length - 3; n++) {
      if (known(word.slice(0, n)) && known(word.slice(n))) return [word.slice(0, n), word.slice(n)];
    }
    return [word];
  });

  /** Tell whether a word is a form of a known one: stems are coarse, and "authorative" is no form of "author". */
  function isForm(word, key) {
    for (const [other, stemmed] of vocabulary) if (stemmed === key && slips(word, other, 3) <= 3) return true;
    return false;
  }

  /** Find what a typed word may mean: stems with how sure each is (1: the very word), and the word that was meant. */
  const meanings = remembering((word, unfinished) => {
    const key = stem(word), found = new Map();
    const literal = postings.has(key) && known(word);
    const exact = literal || (postings.has(key) && isForm(word, key));
    if (exact) found.set(key, literal ? 1 : 0.8);
    if (unfinished || (word.length > 1 && !exact)) {
      for (const [other, stemmed] of vocabulary) {
        if (other.length > word.length && other.startsWith(word)) {
          const sure = (exact ? 0.85 : 0.9) * Math.cbrt(word.length / other.length);
          if (sure > (found.get(stemmed) || 0)) found.set(stemmed, sure);
        }
      }
    }
    const begun = found.size > 0, most = begun || word.length < 6 ? 1 : 2;
    let best = most + 1, meant = "";
    if (literal || word.length < (begun ? 6 : 4)) return { found, meant };
    for (const [other, stemmed] of vocabulary) {
      if (other.length < 4) continue;
      if (other[0] !== word[0] && !(other[0] === word[1] && other[1] === word[0])) continue;
      const far = slips(word, other, most);
      if (far > most || far > best) continue;
      if (far < best) { if (!begun) found.clear(); meant = other; }
      else if (postings.get(stemmed).size > postings.get(vocabulary.get(meant)).size) meant = other;
      best = far;
      found.set(stemmed, Math.max(found.get(stemmed) || 0, far === 1 ? 0.8 : 0.65));
    }
    return { found, meant: exact || (unfinished && begun) ? "" : meant };
  });

  /** Read what was typed as words with their meanings and weight; gives [] for what the site is known not to hold. */
  function read(raw, typed, unfinished) {
    const begins = (others) => [...others].some((other) => other.startsWith(unfinished));
    const early = unfinished.length < 4 && begins(vocabulary.keys()); // "mot" may become "mother"
    const said = new Set([...raw, ...typed].filter((word) => word !== unfinished || !early));
    for (const word of [...said]) said.add(singular(word));
    if (notHeld.some((keys) => keys.every((key) => said.has(key)))) return [];
    const asked = content([...new Set(typed)]).slice(0, 16);
    const understood = asked.map((word) => ({ word, ...meanings(word, word === unfinished) }));
    const kept = understood.filter(({ word, found }) => found.size || word !== unfinished || !begins(stop));
    return kept.map(({ word, found, meant }) => {
      const surest = Math.max(...found.values()), likely = [...found.keys()].filter((key) => found.get(key) === surest);
      return { word, found, meant, mass: found.size ? Math.max(...likely.map(rarity)) : byLength(UNKNOWN, kept) };
    });
  }

  /** Compare what was read with the words of each page: how much they weigh, and how much of the query they cover. */
  function compareWords(asked, scores) {
    for (const { found, mass } of asked) {
      const best = new Map();
      for (const [key, sure] of found) {
        for (const [at, weight] of postings.get(key)) {
          if (sure * weight > (best.get(at)?.gain || 0)) best.set(at, { gain: sure * weight, sure });
        }
      }
      for (const [at, { gain, sure }] of best) {
        scores[at].words += gain * mass;
        scores[at].covered += (sure > 0.4 ? Math.max(sure, 0.85) : sure) * mass;
      }
    }
  }

  /** Compare what was read with each label as a whole, as vectors of its words; a page has the worth of its best. */
  function compareLabels(asked, scores) {
    const shared = new Map(), length = Math.hypot(...asked.map(({ mass }) => mass));
    for (const { found, mass } of asked) {
      const best = new Map();
      for (const [key, sure] of found) {
        for (const held of labelsOf.get(key) || []) {
          best.set(held, Math.max(best.get(held) || 0, sure * mass * rarity(key)));
        }
      }
      for (const [held, gain] of best) shared.set(held, (shared.get(held) || 0) + gain);
    }
    for (const [{ at, keys, mass, weight }, dot] of shared) {
      const score = scores[at], shown = weight >= FIELDS.name;
      const begun = shown && asked.length <= keys.length && asked.every(({ found }, n) => found.has(keys[n]));
      const extra = begun ? 0.5 : shown && dot > 0.7 * mass ** 2 ? 0.08 : 0;
      score.label = Math.max(score.label, (dot / mass / length) ** 2 * (0.55 + 0.15 * weight) + extra);
      if (dot > 0.9 * mass ** 2) score.whole = 0.15;
    }
  }

  /** Look for the query in each summary, word after word. */
  function comparePhrase(asked, scores) {
    const keys = asked.map(({ word }) => stem(word));
    if (asked.length < 2 || !asked.every(({ found }, n) => found.has(keys[n]))) return;
    pages.forEach(({ said }, at) => {
      if (said.includes(` ${keys.join(" ")} `)) scores[at].label = Math.max(scores[at].label, 0.7);
    });
  }

  /** Rank pages for a query; gives none when nothing answers it. `meant` is the query mended, if anything was. */
  function search(query) {
    const text = String(query).slice(0, 200), raw = words(text), typed = spaced(raw), start = raw.join(" ");
    const unfinished = /\s$/.test(text) || text.length < 2 ? "" : typed[typed.length - 1] || "";
    const asked = read(raw, typed, unfinished), total = asked.reduce((sum, { mass }) => sum + mass, 0);
    if (!asked.length) return { results: [], meant: "", matches: () => false };
    const scores = pages.map(() => ({ words: 0, covered: 0, label: 0, whole: 0 }));
    for (const compare of [compareWords, compareLabels, comparePhrase]) compare(asked, scores);
    const ranked = scores
      .map(({ words: weight, covered, label, whole }, at) => {
        const begun = start.length > 3 && titles[at].startsWith(start) ? 1 : 0;
        const score = ((label + begun) * 3 + weight / total / 2) * KIND[pages[at].kind];
        return { ...pages[at], share: covered / total + whole + begun, score };
      })
      .filter(({ share }) => share >= byLength(ENOUGH, asked))
      .sort((a, b) => b.score - a.score);
    const keys = new Set(asked.flatMap(({ found }) => [...found.keys()]));
    const mended = typed.map((word) => asked.find((item) => item.word === word)?.meant || word).join(" ");
    return {
      results: ranked.filter(({ score }) => score >= ranked[0].score / 4).slice(0, LIMIT),
      meant: ranked.length && mended !== start ? mended : "",
      matches: (word) => keys.has(stem(words(word)[0] || "")),
    };
  }
  return { search };
}

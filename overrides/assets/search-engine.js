/*
 * Finds pages by the words that practitioners use. Pure: no page, no network; the index in, ranked pages out.
 *
 * Why our own: on the development queries the packaged engines put the right page first for about half at most,
 * since they know nothing of labels. Here every page has dozens of labels (names and search terms), and a query is
 * compared with each as a whole, so that "mum on drugs" meets that label before any page that has the words apart.
 */

const FIELDS = { title: 3.2, name: 3, term: 2.2, second: 1.2, summary: 1.1 };
const KIND = [1.08, 1.06, 1.03, 1];
const UNKNOWN = [4, 4, 4, 3.2];
const LIMIT = 12;

/** Split text into plain words: no case, accents, apostrophes or marks of direction; A&E is one word. */
export function words(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "").toLowerCase()
    .replace(/\b([a-z])\s?&\s?([a-z])\b/g, "$1$2").match(/[a-z0-9]+/g) || [];
}

const stems = new Map();

/** Cut an English word to its stem; coarse, since prefixes and slips are matched as well. */
export function stem(word) {
  if (!stems.has(word)) stems.set(word, cut(word));
  return stems.get(word);
}

function cut(word) {
  if (word.length < 4) return word;
  let s = word;
  if (/(ss|us|is)$/.test(s)) return s;
  s = s.replace(/ies$/, "y").replace(/(sh|ch|x|ss)es$/, "$1").replace(/s$/, "");
  s = s.replace(/(.{3,})(isation|ization|ational)$/, "$1").replace(/(.{4,})(ations?|ators?|ated?|ating|ative)$/, "$1");
  s = s.replace(/(.{3,})(ingly|edly|ing|ed|ly|ment|ness|ful)$/, "$1").replace(/(.{4,})(ency|ent|ence|ance|ant|ions?|ive|er|or|al)$/, "$1");
  return s.replace(/([bdglmnprt])\1$/, "$1").replace(/(.{2,})[eiy]$/, "$1");
}

/** Count slips between two words (letters missing, added, changed or swapped with the next), up to `most`. */
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}

/** Make an engine from the published index; throws when the index is not of its form. */
export function engine(index) {
  const pages = index.pages.map(([url, kind, title, summary, ...rest]) => {
    const [names, terms, second] = rest.slice(0, 3).map((joined) => joined ? joined.split("|") : []);
    return { url, kind, title, summary, names, terms, second };
  });
  const stop = new Set(index.stop.split(" "));
  const content = (list) => { const kept = list.filter((word) => !stop.has(word)); return kept.length ? kept : list; };
  const postings = new Map(), vocabulary = new Map(), labels = [], labelsOf = new Map();

  const post = (word, at, weight) => {
    const key = stem(word);
    vocabulary.set(word, key);
    const held = postings.get(key) || postings.set(key, new Map()).get(key);
    if ((held.get(at) || 0) < weight) held.set(at, weight);
    return key;
  };
  pages.forEach((page, at) => {
    const label = (text, weight) => {
      const all = words(text);
      for (const word of all) vocabulary.set(word, stem(word));
      const keys = [...new Set(content(all).map((word) => post(word, at, weight)))];
      const id = labels.push({ at, keys, weight }) - 1;
      for (const key of keys) (labelsOf.get(key) || labelsOf.set(key, []).get(key)).push(id);
    };
    label(page.title, FIELDS.title);
    page.names.forEach((text) => label(text, FIELDS.name));
    page.terms.forEach((text) => label(text, FIELDS.term));
    page.second.forEach((text) => label(text, FIELDS.second));
    content(words(page.summary)).forEach((word) => post(word, at, FIELDS.summary));
  });
  const rarity = (key) => Math.log(1 + pages.length / postings.get(key).size);
  const singular = (word) => word.replace(/s$/, "");
  const notHeld = (index.not_held || []).map((text) => content(words(text)));
  for (const label of labels) label.mass = Math.hypot(...label.keys.map(rarity));

  /** Mend spaces: "safe guarding" is one word, "infosharing" two. */
  function spaced(typed) {
    const known = (word) => vocabulary.has(word);
    const joined = [];
    for (let n = 0; n < typed.length; n++) {
      const both = typed[n] + typed[n + 1];
      const one = known(both) && !(known(typed[n]) && known(typed[n + 1]));
      joined.push(one ? both : typed[n]);
      if (one) n++;
    }
    const slipped = (word) => [...vocabulary.keys()].some((other) => slips(word, other, 1) < 2);
    return joined.flatMap((word) => {
      if (word.length > 5 && !slipped(word)) {
        for (let n = 3; n <= word.length - 3; n++) {
          if (known(word.slice(0, n)) && known(word.slice(n))) return [word.slice(0, n), word.slice(n)];
        }
      }
      return [word];
    });
  }

  /** Tell whether a word is known, or a form of one: stems are coarse, and "authorative" is no form of "author". */
  function isForm(word, key) {
    if (vocabulary.has(word)) return true;
    for (const [known, stemmed] of vocabulary) if (stemmed === key && slips(word, known, 3) <= 3) return true;
    return false;
  }

  /** Stems that a typed word may mean, each with how sure that is (1: the very word). */
  function meanings(word, last) {
    const key = stem(word), found = new Map();
    const exact = postings.has(key) && isForm(word, key);
    if (exact) found.set(key, 1);
    if (word.length > 1 && (last || !exact)) {
      for (const [known, stemmed] of vocabulary) {
        if (known.length > word.length && known.startsWith(word) && postings.has(stemmed)) {
          const sure = (exact ? 0.85 : 0.9) * Math.cbrt(word.length / known.length);
          if (sure > (found.get(stemmed) || 0)) found.set(stemmed, sure);
        }
      }
    }
    if (exact || word.length < (found.size ? 6 : 4)) return { found };
    const begun = found.size > 0, most = begun || word.length < 6 ? 1 : 2;
    let best = most + 1, meant = "";
    for (const [known, stemmed] of vocabulary) {
      if (known.length < 4 || !postings.has(stemmed)) continue;
      const swapped = known[0] !== word[0];
      if (swapped && !(known[0] === word[1] && known[1] === word[0])) continue;
      const far = slips(word, known, most);
      if (far > most || far > best) continue;
      if (far < best) { if (!begun) found.clear(); meant = known; }
      else if (postings.get(stemmed).size > postings.get(vocabulary.get(meant)).size) meant = known;
      best = far;
      found.set(stemmed, far === 1 ? 0.8 : 0.65);
    }
    return { found, meant };
  }

  /** Rank pages for a query; gives [] when nothing answers it. `meant` is the query with slips mended, if any were. */
  function search(query) {
    const typed = spaced(words(String(query).slice(0, 200))), asked = content([...new Set(typed)]).slice(0, 16);
    const said = new Set([...typed, ...typed.map(singular)]);
    if (notHeld.some((keys) => keys.every((key) => said.has(key)))) return { results: [], meant: "", matches: () => false };
    const open = !/\s$/.test(query);
    if (open && asked.length > 1 && asked[asked.length - 1].length === 1) asked.pop();
    const read = asked.map((word) => ({ word, ...meanings(word, open && word === typed[typed.length - 1]) }));
    let total = 0, energy = 0;
    const unknown = UNKNOWN[Math.min(asked.length, UNKNOWN.length - 1)];
    for (const item of read) {
      item.mass = item.found.size ? Math.min(...[...item.found.keys()].map(rarity)) : unknown;
      if (item.found.size) item.mass = Math.max(...[...item.found].filter(([, sure]) => sure >= Math.max(...item.found.values())).map(([key]) => rarity(key)));
      total += item.mass;
      energy += item.mass ** 2;
    }
    const scores = pages.map(() => ({ words: 0, covered: 0, label: 0 })), near = new Map();
    for (const { found, mass } of read) {
      const best = new Map(), bestLabel = new Map();
      for (const [key, sure] of found) {
        for (const [at, weight] of postings.get(key)) {
          const gain = sure * weight;
          if (gain > (best.get(at)?.gain || 0)) best.set(at, { gain, sure });
        }
        for (const id of labelsOf.get(key) || []) {
          const gain = sure * mass * rarity(key);
          if (gain > (bestLabel.get(id) || 0)) bestLabel.set(id, gain);
        }
      }
      for (const [at, { gain, sure }] of best) {
        scores[at].words += gain * mass;
        scores[at].covered += (sure > 0.4 ? Math.max(sure, 0.85) : sure) * mass;
      }
      for (const [id, gain] of bestLabel) near.set(id, (near.get(id) || 0) + gain);
    }
    for (const [id, dot] of near) {
      const { at, mass, weight } = labels[id], likeness = dot / (mass * Math.sqrt(energy));
      const shown = weight >= FIELDS.name, { keys } = labels[id];
      const begun = shown && read.length <= keys.length && read.every((item, n) => item.found.has(keys[n])) ? 0.5 : 0;
      const whole = Math.max(begun, shown && dot > 0.7 * mass ** 2 ? 0.08 : 0);
      const worth = likeness ** 2 * (0.55 + 0.15 * weight) + whole;
      if (worth > scores[at].label) scores[at].label = worth;
      if (dot > 0.9 * mass ** 2) scores[at].whole = true;
    }
    const enough = asked.length < 3 ? 0.55 : asked.length === 3 ? 0.5 : 0.38;
    const ranked = scores
      .map((score, at) => ({ at, share: score.covered / total + (score.whole ? 0.05 : 0), score: (score.label * 3 + score.words / total / 3.2 * 1.2) * KIND[pages[at].kind] }))
      .filter(({ share }) => share >= enough)
      .sort((a, b) => b.score - a.score);
    const floor = ranked.length ? ranked[0].score * 0.25 : 0;
    const mended = read.some((item) => item.meant);
    const keys = new Set(read.flatMap((item) => [...item.found.keys()]));
    return {
      results: ranked.filter(({ score }) => score >= floor).slice(0, LIMIT).map(({ at, score }) => ({ ...pages[at], score })),
      meant: mended && ranked.length ? read.map((item) => item.meant || item.word).join(" ") : "",
      matches: (word) => keys.has(stem(words(word)[0] || "")),
    };
  }
  return { search };
}

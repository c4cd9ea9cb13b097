/* Step 1: text into words, words into stems. Python reads declared words by the same rules (search/tokenize.py). */

/** Apostrophes, accents set apart, soft hyphens, and marks that nobody sees: none of them parts a word. */
const INVISIBLE = /['’‘ʼ`\u00ad]|\p{M}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Split text into words: no case, accents or apostrophes; A&E is one word.
 * @param {string} text
 * @returns {string[]}
 */
export function tokenize(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(INVISIBLE, "").replace(/\b([a-z])\s?&\s?([a-z])\b/g, "$1$2");
  return plain.match(/[a-z0-9]+/g) || [];
}

/** How people address a search engine, and what they ask it for: none of it is their subject. */
const FRAMES = [
  /\b(?:please )?(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:just )?(?:tell|show|give|find|send|point|read) (?:me|us)\b/g,
  /\b(?:the|a|any|that|this) (?:little )?(?:bit|part|section|page|stuff|piece|info|information) (?:about|on|of|where|that|which|with|for)\b/g,
  /\b(?:does|did|do) (?:the|this|your|that) (?:press )?(?:release|report|review|document|site|website|page) (?:actually |ever )?(?:say|mention|tell)\b/g,
  /\b(?:i am|im|i was) (?:looking|searching|trying)\b/g,
];

/**
 * Leave out what is said to a search engine, unless there is nothing else.
 * @param {string[]} words
 */
export function unframed(words) {
  const text = words.join(" "), rest = FRAMES.reduce((left, frame) => left.replace(frame, ""), text);
  return rest.trim() ? rest.trim().split(/ +/) : words;
}

/**
 * Keep what a function gave for an argument, so that a keystroke works out only what is new.
 * @template T
 * @param {(word: string) => T} give
 * @returns {(word: string) => T}
 */
export function memoize(give) {
  /** @type {Map<string, T>} */
  const given = new Map();
  return (word) => {
    let value = given.get(word);
    if (value === undefined) {
      if (given.size > 9000) given.clear();
      given.set(word, value = give(word));
    }
    return value;
  };
}

/** American and British spellings, in the order in which they are replaced. */
const SPELLINGS = /** @type {[RegExp, string][]} */ ([
  [/([a-z]{3})iz(e|es|ed|er|ing|ation|ations)$/, "$1is$2"],
  [/yz(e|ed|ing)$/, "ys$1"],
  [/([a-z]{2})our(s|ed|ing|al|able|hood|hoods|ly)?$/, "$1or$2"],
  [/ae/g, "e"],
  [/ight(s?)$/, "ite$1"],
  [/tre(s?)$/, "ter$1"],
  [/ogue(s?)$/, "og$1"],
  [/amme(s?)$/, "am$1"],
  [/ll(ed|ing|er|ers)$/, "l$1"],
]);

/** Endings, from the outermost; coarse, since the beginnings of words and slips are matched as well. */
const ENDINGS = /** @type {[RegExp, string][]} */ ([
  [/ies$/, "y"],
  [/(sh|ch|x|ss)es$/, "$1"],
  [/s$/, ""],
  [/(.{3,})(isation|ational)$/, "$1"],
  [/(.{3,}[^e])(ations?|ators?|ated?|ating|ative)$/, "$1"],
  [/(.{3,})(ingly|edly|ing|ed|ly|ment|ness|ful)$/, "$1"],
  [/(.{4,})(ency|ent|ence|ance|ant|ions?|ive|er|or|al)$/, "$1"],
  [/([bdglmnprt])\1$/, "$1"],
  [/(.{2,})[eiy]$/, "$1"],
]);

/** Words with their forms, where the endings would not find them or would confuse them with others. */
const FORMS = "child children childrens childs|person people peoples|man men mens|many|they|lady ladies|poorly|woman women womens|wif wives|lif lives|"
  + "death died dies die dying dead|vehicle car cars|rule policy policies|write wrote written|speak spoke spoken|break broke "
  + "broken|choose chose chosen|hear heard|find found|keep kept|leave left leaving|lose lost|meet met|send sent|teach taught|"
  + "think thought|bring brought|catch caught|buy bought|pay paid|see saw seen seeing|know knew known|take took taken taking|fall fell fallen|"
  + "grow grew grown|hide hid hidden|beat beaten|run ran|hold held|sleep slept|steal stole stolen|throw threw thrown|"
  + "understand understood|bite bites biting bitten|cope copes coped coping|drink drank drunk|ring rang rung|forget forgot forgotten|begin began begun|feel felt|fight fought|"
  + "office offices|official|copy copies copied copying|note notes|reference references|site sites|career careers|factor factors|"
  + "poster posters|city cities|matter matters|mention mentions mentioned|presentation presentations";
const IRREGULAR = new Map(FORMS.split("|").flatMap((line) => {
  const [first, ...others] = line.split(" ");
  return [first, ...others].map((form) => /** @type {[string, string]} */ ([form, first]));
}));

/** Cut an English word to its stem. */
export const stem = memoize((word) => {
  const irregular = IRREGULAR.get(word);
  if (irregular || word.length < 4) return irregular || word;
  if (/^[a-z]{3}s$/.test(word) && word[2] !== "s") return word.slice(0, -1); // as short as words that stay as they are
  let cut = word;
  for (const [spelling, one] of SPELLINGS) cut = cut.replace(spelling, one);
  if (/(ss|us|is)$/.test(cut)) return cut;
  for (const [ending, rest] of ENDINGS) cut = cut.replace(ending, rest);
  return cut;
});

/** Give the stem of a word of a text that is shown. */
export const shownStem = memoize((word) => stem(tokenize(word)[0] || ""));

const rows = [0, 1, 2].map(() => new Uint8Array(256)); // kept: distances are counted for thousands of words

/**
 * Count the edits between two words: a letter missing, added, changed, or swapped with the next
 * (Damerau–Levenshtein, optimal string alignment). Gives `most` + 1 as soon as there are more than `most`.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function editDistance(a, b, most) {
  if (Math.abs(a.length - b.length) > most || b.length > 255) return most + 1;
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let least = next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2] + 1);
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[b.length];
}

/*
 * Every number that ranking depends on, in one table. How to tune: SEARCH.md.
 *
 * | name            | range   | what it does                                        | raise it when                        |
 * | --------------- | ------- | --------------------------------------------------- | ------------------------------------ |
 * | field.*         | 0 to 4  | worth of a word by where it stands                  | that field should say more           |
 * | typePrior       | 1 to 1.2| factor by page type, by its name in the index       | a type should win ties               |
 * | later           | 0 to 1  | factor of the page of help for a query of study     | it comes first where people study    |
 * | label           | 0 to 6  | worth of a declared label that the query resembles  | declared words should win            |
 * | sameLabel       | 0 to 2  | more for a label that is the whole query            | declared words lead elsewhere        |
 * | wholeLabel      | 0 to 1  | share of a label that makes it whole in a query     | words for tools lead to none: lower it |
 * | words           | 0 to 2  | worth of the query's words, wherever they stand     | long questions go astray             |
 * | frequency       | 0 to 1  | worth of a word in many labels of one page          | pages full of a word come too late   |
 * | texts           | 0 to 1  | worth of a word in many statements of one page      | what a page is about comes too late  |
 * | synonym         | 0 to 1  | confidence that a word means another, as editors say | other words for it lead too little  |
 * | statement       | 0 to 3  | worth of the best statement of a page               | running text should say more         |
 * | phrase          | 2 to 20 | worth of a statement that has the query word for word | quotations come too late           |
 * | beginning       | 0 to 2  | worth of a title or name that the query begins      | titles come too late while typing    |
 * | exact …         | 0 to 1  | confidence in a word's reading, by how it was read  | that reading is right more often     |
 * | outOfVocabulary | 1 to 5  | what a word that is nowhere weighs                  | strange queries find anything at all |
 * | resultCutoff    | 0 to 1  | least share of the best page's score                | the list has a tail of weak results  |
 * | statementCutoff | 0 to 1  | share of the query that a statement shown must have | statements shown are off the point   |
 * | labelled        | 0 to 1  | what a question or a denial yields to a statement   | they stand first where one says more |
 * | association     | 0 to 1  | worth of what examples say of a page                | what people mean comes too late      |
 * | strange         | 0 to 3  | what a word that is not understood speaks for none  | names of other cases find pages      |
 * | wordy           | 0 to 1  | what each word of a query speaks against none       | sentences find nothing               |
 * | unsure          | -9 to 0 | odds, as a logarithm, from which it is said that a query may be about nothing | stray results stand without a word: lower it |
 * | nothing         | -9 to 0 | odds, as a logarithm, from which nothing is found   | good results are missing             |
 * | urgent.no       | -9 to 0 | odds, as a logarithm, that somebody is in need, before a word is heard | help comes where nobody needs it: lower it, and learn anew |
 * | urgent.terms    | 0 to 9  | what the terms of the page that helps add to them   | people in need are missed: raise it, and learn anew |
 * | urgent.word     | 0 to 1  | what a worth of 1 is worth there, as examples teach | never, but to learn anew             |
 * | urgent.lead     | 0 to 1  | what one unit more than the best other page adds    | help comes where another page fits far better: raise it, and `urgent.no` |
 * | urgent.other    | -9 to 0 | worth of words for need, below which the page that helps is less likely | it comes first where people study: raise it |
 * | tool            | 0 to 1  | how near the best page one that has tools must come | words for a tool lead to the wrong one |
 */

export const WEIGHTS = {
  field: { title: 3.3, name: 3.7, term: 2.1, near: 1.9, summary: 2.1, text: 0.5 },
  typePrior: { agency: 1.08, theme: 1.06, improvement: 1.03, page: 1 },
  later: 0.3,
  label: 1.3,
  sameLabel: 1.5,
  wholeLabel: 0.85,
  words: 0.69,
  frequency: 0.43,
  texts: 0.3,
  statement: 0.82,
  phrase: 10,
  beginning: 1,
  exact: 1,
  form: 0.5,
  synonym: 0.8,
  prefix: 0.88,
  oneEdit: 0.9,
  twoEdits: 0.65,
  outOfVocabulary: 3.5,
  resultCutoff: 0.3,
  statementCutoff: 0.32,
  labelled: 0.3,
  tool: 0.5,
  association: 0.36,
  strange: 1,
  wordy: 0.3,
  unsure: -6.8,
  nothing: -3.5,
  urgent: { no: -3.6, terms: 5.8, word: 0.5, lead: 0.77, other: -2 },
};

/** Most statements shown below one page, and fewest words of a phrase that comes first wherever it stands. */
export const STATEMENTS_SHOWN = 3, PHRASE_WORDS = 4;

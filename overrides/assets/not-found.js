/* On the page for addresses that lead nowhere: offers the pages that are nearest, from the list of all on that page.
   Nothing is asked of anybody. */

const MOST_EDITS = 2, MOST_OFFERED = 3;
/** What the wrong folder counts beside a slip in the name: less than one letter. */
const OTHER_FOLDER = 0.5;

/** Give an address without what readers add, leave out or write otherwise: capitals, slashes, endings of files. */
const plain = (path) => {
  try { path = decodeURIComponent(path); } catch { /* a stray % is a slip as any other */ }
  return path.toLowerCase().replace(/[\s_]+/g, "-").replace(/\/(index)?(\.\w+)?\/*$/, "/").replace(/\.(html?|md|php|aspx?)\/*$/, "")
    .split("/").filter(Boolean).join("/");
};

/** Count the letters to add, take out, change or swap between two words (optimal string alignment). */
const edits = (a, b) => {
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
};

/** Tell how far apart two names are; infinitely, where more than two letters or half of the shorter name differ. */
const apart = (a, b) => {
  const count = edits(a, b);
  return count <= Math.min(MOST_EDITS, Math.min(a.length, b.length) / 2) ? count : Infinity;
};

/** Give the last folders of an address, as many as asked for. */
const last = (path, count) => path.split("/").slice(-count).join("/");

/** Tell how far an address is from what was asked for: as a whole, or without its first folder. */
const far = (path) => {
  const folders = Math.max(1, path.split("/").length - 1);
  return Math.min(apart(asked, path), apart(last(asked, folders), last(path, folders)) + OTHER_FOLDER);
};

const asked = plain(location.pathname);
const found = [...document.querySelectorAll("#all-pages a")]
  .map((link) => ({ link, path: plain(link.pathname) }))
  .filter(({ path }) => path)
  .map(({ link, path }) => ({ link, far: far(path) }))
  .filter((each) => each.far < Infinity)
  .sort((one, other) => one.far - other.far)
  .filter((each, _, [nearest]) => each.far <= nearest.far + (nearest.far && OTHER_FOLDER))
  .slice(0, MOST_OFFERED);
if (asked && found.length) {
  const words = Object.assign(document.createElement("p"), { textContent: "The nearest to it:" });
  const list = document.createElement("ul");
  for (const { link } of found) {
    const item = document.createElement("li"), offered = link.cloneNode(true);
    offered.hash = location.hash;
    item.append(offered, ` ${link.pathname}`);
    list.append(item);
  }
  document.getElementById("nearest").append(words, list);
}

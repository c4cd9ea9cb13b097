"""Learn from examples of what people ask which words speak for which page, and write that into the pages' records.

    scripts/learn

Whoever adds examples to tests/data/example-queries.json, or a page that some of them lead to, runs it.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.browser import chromium
from learning.associations import learn
from learning.examples import ExamplesError, never_learnt, read_examples
from learning.readings import read_queries
from learning.records import write_words
from publish import ROOT, CannotPublishError, build


def main() -> int:
    """Learn, and say how much was learnt, or why nothing was."""
    data = ROOT / "tests/data"
    try:
        examples = read_examples(data)
    except ExamplesError as error:
        print(error, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        try:
            build(Path(folder), ROOT)
        except CannotPublishError as error:
            print(error, file=sys.stderr)
            return 1
        browser = playwright.chromium.launch(**chromium())  # type: ignore[arg-type]
        site = read_queries(browser, Path(folder), [example.query for example in examples])
    words = learn(site, examples, never_learnt(data))
    write_words(ROOT / "docs", site.urgent, words)
    pairs = sum(len(level) for levels in words.values() for level in levels)
    print(f"{len(examples)} examples: {pairs} words. Look at what changed, then commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

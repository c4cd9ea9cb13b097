"""The site behind a real nginx with the documented settings, and under its own content policy in a real browser."""

import gzip
import socket
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin

import brotli
import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from addresses import FINDING, NOWHERE, ONE_OF_EACH
from built import page as parsed
from built import pages
from harness import nginx
from harness.static_server import serve
from retelling_site.release import headers
from shared_pages import SharedPages

TEXT = {".css", ".html", ".js", ".json", ".jsonld", ".txt", ".xml", ".svg", ".atom"}
HEADERS = headers.response_headers(headers.lasting_policy())
"""What nginx sends with everything."""
OUTSIDE = [
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/themes/../../../../../etc/passwd",
    "/assets/..%5c..%5c..%5cetc/passwd",
    "/.%00./etc/passwd",
    "//etc/passwd",
    "/.git/config",
    "/_headers",
    "/%5fheaders",
]


@pytest.fixture(scope="module")
def port(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the built site with nginx, a file beside its folder being what nobody should get."""
    (site.parent / "etc").mkdir(exist_ok=True)
    (site.parent / "etc/passwd").write_text("root:")
    with nginx.serve(nginx.documented(site), tmp_path_factory.mktemp("nginx")) as given:
        yield given


def ask(port: int, path: str, accept: str = "identity", method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Ask as a browser does, but follow nothing."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers={"Accept-Encoding": accept})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_nginx_is_told_what_the_other_hosts_are(site: Path) -> None:
    """Protects publishers: three ways to publish, and one source of what they say."""
    written = (nginx.SETTINGS / "headers.conf").read_text()
    assert written == headers.for_nginx(), "Write scripts/nginx/headers.conf anew: see PUBLISHING.md."
    hosts = (site / "_headers").read_text()
    assert hosts == headers.for_hosts(site)
    for name, value in HEADERS.items():
        assert name == "Content-Security-Policy" or f"  {name}: {value}\n" in hosts


def test_no_header_stands_in_two_blocks_that_fit_one_address(site: Path) -> None:
    """Protects publishers whose host joins the values of both: the result would be valid in neither."""
    blocks = (site / "_headers").read_text().strip().split("\n\n")
    every, *others = [{line.split(":")[0].strip() for line in block.splitlines()[1:]} for block in blocks]
    assert all(not every & other for other in others) and len(others) > 5


def _rules(policy: str) -> dict[str, set[str]]:
    """Take a policy apart: what each of its rules lets through."""
    return {name: set(values) for name, *values in (rule.split() for rule in policy.split("; "))}


def test_every_page_states_the_policy_before_anything_is_fetched(site: Path) -> None:
    """Protects readers of copies whose host sets no headers."""
    sent = _rules(headers.stated_in(site))
    trees = {address: parsed(site, address) for address in pages(site)}
    trees["404.html"] = LexborHTMLParser((site / "404.html").read_bytes())
    for address, tree in trees.items():
        head = tree.css("head > *")
        names = [node.attributes.get("http-equiv") or node.attributes.get("name") or node.tag for node in head]
        stated = _rules(head[names.index("Content-Security-Policy")].attributes["content"] or "")
        assert stated.keys() == sent.keys(), address
        assert all(stated[name] <= sent[name] for name in sent), f"The header would refuse what {address} needs."
        assert names.index("Content-Security-Policy") < min(names.index("link"), names.index("script")), address
        assert head[names.index("referrer")].attributes["content"] == "no-referrer", address


def test_the_policy_lets_nothing_through_by_name(site: Path) -> None:
    """Protects readers from a policy that was loosened to make something work."""
    assert headers.stated_in(site).startswith("default-src 'none'; ")
    for policy in (headers.stated_in(site), headers.lasting_policy()):
        for loose in ("unsafe", "*", "http", "data:", "blob:"):
            assert loose not in policy


def test_every_address_answers_at_once(site: Path, port: int) -> None:
    """Protects web editors: no address is redirected, and the headers are there, each once."""
    for address in pages(site):
        answer, body = ask(port, address)
        assert (answer.status, answer.getheader("Location")) == (200, None), address
        assert body == (site / address.lstrip("/") / "index.html").read_bytes()
        for name, value in HEADERS.items():
            assert answer.headers.get_all(name) == [value], address
        assert answer.getheader("Cache-Control") == "public, max-age=300"
        assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
        assert answer.getheader("Access-Control-Allow-Origin") is None


def test_assets_are_kept_for_good_and_what_is_missing_is_not(site: Path, port: int) -> None:
    """Protects phones from fetching the same twice, and readers from a fault that stays for a year."""
    for file in (path for path in site.glob("assets/*/*") if path.suffix not in (".gz", ".br")):
        answer, _ = ask(port, f"/{file.relative_to(site)}")
        assert answer.getheader("Cache-Control") == "public, max-age=31536000, immutable", file
        assert answer.getheader("Content-Type", "text/plain").split(";")[0] != "text/plain", file
    folder = next(site.glob("assets/*")).relative_to(site)
    answer, _ = ask(port, f"/{folder}/no-such-file.css")
    assert (answer.status, answer.getheader("Cache-Control")) == (404, None)


def test_every_asset_is_in_the_folder_named_after_its_content(site: Path) -> None:
    """Protects readers: hosts are told to keep all below assets/ for a year."""
    assert [path.name for path in site.glob("assets/*") if len(path.name) != 10 or path.is_file()] == []


def test_text_is_sent_compressed_once(site: Path, port: int) -> None:
    """Protects phones on slow networks, and browsers from what was packed twice."""
    texts = [file for file in site.rglob("*") if file.suffix in TEXT and file.name != "_headers"]
    assert len(texts) > len(pages(site))
    for file in texts:
        content = file.read_bytes()
        assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == content
        assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == content
    for path in (
        "/",
        "/press-release/",
        f"/{next(site.glob('assets/*/site.js')).relative_to(site)}",
        "/catalogue.json",
    ):
        plain, whole = ask(port, path)
        packed, body = ask(port, path, "gzip")
        assert (plain.getheader("Content-Encoding"), packed.getheader("Content-Encoding")) == (None, "gzip")
        assert gzip.decompress(body) == whole and len(body) < len(whole)
        assert "Accept-Encoding" in packed.getheader("Vary", "")
    (name,) = (file.name for file in site.glob("*.zip"))
    archive, body = ask(port, f"/{name}", "gzip")
    assert archive.getheader("Content-Encoding") is None and body[:2] == b"PK"


def test_with_its_module_nginx_sends_the_smaller_file(site: Path, tmp_path: Path) -> None:
    """Protects publishers who follow PUBLISHING.md to the end: Brotli for those who take it, gzip for the rest."""
    wish = "# With the package libnginx-mod-http-brotli-static, add: "
    settings = nginx.documented(site)
    assert settings.count(wish) == 1
    try:
        module = nginx.brotli()
    except RuntimeError as error:  # such as on macOS
        pytest.skip(str(error))
    with nginx.serve(settings.replace(wish, ""), tmp_path, module) as given:
        for path in ("/", "/press-release/", "/catalogue.json"):
            _, whole = ask(given, path)
            packed, body = ask(given, path, "gzip, br")
            other, _ = ask(given, path, "gzip")
            assert (packed.getheader("Content-Encoding"), other.getheader("Content-Encoding")) == ("br", "gzip")
            assert brotli.decompress(body) == whole
            assert packed.getheader("Content-Security-Policy") == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/no-such-page/", "/assets/", "/themes/asthma/x", "/index.php?a=../..", "/%F0%28/"])
def test_what_is_not_there_gets_the_page_of_faults(site: Path, port: int, path: str) -> None:
    """Protects readers who mistype: a way on, and the truth for search engines."""
    answer, body = ask(port, path)
    assert (answer.status, body) == (404, (site / "404.html").read_bytes())
    assert answer.getheader("Content-Security-Policy") == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_site_is_given(port: int, path: str) -> None:
    """Protects the publisher's other files; the request goes out byte for byte, as no browser would send it."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split(b" ")[1] in (b"400", b"404")
    assert b"root:" not in answer and b"/assets/*" not in answer


@pytest.mark.parametrize("path", ["/themes", "//themes", "/themes/asthma", "//learning.example/..%2fthemes"])
def test_an_address_without_its_last_slash_stays_on_this_site(port: int, path: str) -> None:
    """Protects readers from a link that starts here and ends on a stranger's site."""
    answer, _ = ask(port, path)
    there = urljoin("http://here.example/", answer.getheader("Location") or "/")
    assert there.startswith("http://here.example/") and answer.status in (301, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_the_site_is_read_and_never_written(port: int, method: str) -> None:
    """Protects the site: a server that only answers is hard to misuse."""
    assert ask(port, "/", method=method)[0].status in (403, 405)


def as_hosts_read(file: Path) -> Callable[[str], Mapping[str, str]]:
    """Read `_headers` as the strictest hosts do: of all blocks that fit an address, values are joined by a comma."""
    blocks = [block.splitlines() for block in file.read_text().strip().split("\n\n")]

    def headers_of(path: str) -> Mapping[str, str]:
        sent: dict[str, str] = {}
        for pattern, *lines in blocks:
            if fnmatchcase(path, pattern):
                for line in lines:
                    name, value = line.strip().split(": ", 1)
                    sent[name] = f"{sent[name]}, {value}" if name in sent else value
        return sent

    return headers_of


@pytest.fixture(params=["nginx", "_headers"])
def published(request: pytest.FixtureRequest, site: Path, port: int) -> Iterator[str]:
    """Give the address of the site behind each kind of host."""
    if request.param == "nginx":
        yield f"http://127.0.0.1:{port}"
    else:
        with serve(site, as_hosts_read(site / "_headers")) as address:
            yield address


_TAKE = """async ({ address, files }) => {
  const data = {};
  for (const file of files)
    data[file] = await fetch(`${address}/${file}`).then(answer => answer.text()).then(text => text.length, String);
  const picture = src => new Promise(done => {
    const image = new Image();
    document.body.append(Object.assign(image, { src, onload: () => done(true), onerror: () => done(false) }));
  });
  data.card = await picture(`${address}/cards/agencies/gp.png`);
  data.icon = await picture(`${address}/favicon.ico`);
  data.page = await fetch(`${address}/agencies/gp/`).then(() => 'read', () => 'refused');
  return data;
}"""


def test_a_page_of_another_origin_gets_data_and_cards_and_no_page(page: Page, site: Path, published: str) -> None:
    """Protects the partner's developer, who shows our data; and readers, from a page of ours in a stranger's frame."""
    shared = [path for path in headers.SHARED if not path.endswith("*")]
    assert len(shared) == 7
    with serve(site.parent / "etc") as partner:
        page.goto(f"{partner}/passwd")
        taken = page.evaluate(_TAKE, {"address": published, "files": shared})
        assert taken.pop("card") and taken.pop("page") == "refused" and not taken.pop("icon")
        for file in shared:
            assert taken[file] == len((site / file).read_text("utf-8").encode("utf-16-le")) // 2, file
        with page.expect_event("framenavigated", lambda frame: frame.url.startswith("chrome-error:")):  # refused
            page.evaluate(
                "src => document.body.append(Object.assign(document.createElement('iframe'), { src }))", published
            )
        assert [frame.url.startswith("chrome-error:") for frame in page.frames] == [False, True]


def test_no_page_breaks_its_own_policy(shared_pages: SharedPages, port: int) -> None:
    """Protects readers: the strict policy holds while tooltips, search and every page work under it."""
    page, said = shared_pages.take(f"http://127.0.0.1:{port}"), []
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
    )
    page.on("console", lambda message: said.append(f"{page.url} {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    for address in ONE_OF_EACH:
        if address != NOWHERE:
            page.goto(address)
    assert said == []
    _use(page)
    assert said == []
    page.goto("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'struck = 1' }))"
    )
    assert page.evaluate("typeof struck") == "undefined"
    assert any("policy script-src" in line for line in said), "The policy is not in force, or is not watched."


def _use(page: Page) -> None:
    """Reach for what scripts add: the search box, the page of results, the note beside a source."""
    page.goto(FINDING)
    page.locator(".text a.source").first.hover()
    expect(page.locator(".note")).to_be_visible()
    page.fill("#header-search", "asthma")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.goto("/search/?q=asthma")
    expect(page.locator("#search-results > li").first).to_be_visible()

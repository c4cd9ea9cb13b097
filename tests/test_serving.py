"""The site behind a real nginx with the documented settings, and under its own content policy in a real browser."""

import gzip
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin

import brotli
import pytest
from learning import headers
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

import nginx_serving
from addresses import PAGES

TEXT = {".css", ".html", ".js", ".json", ".jsonld", ".txt", ".xml", ".svg", ".atom"}
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
    with nginx_serving.serve(nginx_serving.documented(site), tmp_path_factory.mktemp("nginx")) as given:
        yield given


def ask(port: int, path: str, accept: str = "identity", method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Ask as a browser does, but follow nothing."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Accept-Encoding": accept})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_nginx_is_told_what_the_other_hosts_are(site: Path) -> None:
    """Protects publishers: three ways to publish, and one source of what they say."""
    written = (nginx_serving.SETTINGS / "headers.conf").read_text()
    assert written == headers.for_nginx(), "Write scripts/nginx/headers.conf anew: see PUBLISHING.md."
    assert (site / "_headers").read_text() == headers.for_hosts()
    for name, value in headers.all_answers().items():
        assert f"  {name}: {value}\n" in headers.for_hosts()


def test_every_page_states_the_policy_before_anything_is_fetched(site: Path) -> None:
    """Protects readers of copies whose host sets no headers."""
    for file in [*(site / path.lstrip("/") / "index.html" for path in PAGES), site / "404.html"]:
        head = LexborHTMLParser(file.read_bytes()).css("head > *")
        names = [node.attributes.get("http-equiv") or node.attributes.get("name") or node.tag for node in head]
        policy = head[names.index("Content-Security-Policy")].attributes["content"]
        assert policy == headers.policy(), file
        assert names.index("Content-Security-Policy") < min(names.index("link"), names.index("script")), file
        assert head[names.index("referrer")].attributes["content"] == "no-referrer", file


def test_the_policy_lets_nothing_through_by_name() -> None:
    """Protects readers from a policy that was loosened to make something work."""
    assert headers.policy().startswith("default-src 'none'; ")
    for loose in ("unsafe", "*", "http", "data:", "blob:"):
        assert loose not in headers.policy()


@pytest.mark.parametrize("address", PAGES)
def test_a_promised_address_answers_at_once(site: Path, port: int, address: str) -> None:
    """Protects web editors: no promised address is redirected, and the headers are there."""
    answer, body = ask(port, address)
    assert (answer.status, answer.getheader("Location")) == (200, None)
    assert body == (site / address.lstrip("/") / "index.html").read_bytes()
    for name, value in headers.all_answers().items():
        assert answer.headers.get_all(name) == [value]
    assert answer.getheader("Cache-Control") == "public, max-age=300"


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
    assert len(texts) > len(PAGES)
    for file in texts:
        content = file.read_bytes()
        assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == content
        assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == content
    for path in (
        "/",
        "/press-release/",
        f"/{next(site.glob('assets/*/site.css')).relative_to(site)}",
        "/catalogue.json",
    ):
        plain, whole = ask(port, path)
        packed, body = ask(port, path, "gzip")
        assert (plain.getheader("Content-Encoding"), packed.getheader("Content-Encoding")) == (None, "gzip")
        assert gzip.decompress(body) == whole and len(body) < len(whole)
        assert "Accept-Encoding" in packed.getheader("Vary", "")
    archive, body = ask(port, "/learning-from-hakeem.zip", "gzip")
    assert archive.getheader("Content-Encoding") is None and body[:2] == b"PK"


def test_with_its_module_nginx_sends_the_smaller_file(site: Path, tmp_path: Path) -> None:
    """Protects publishers who follow PUBLISHING.md to the end: Brotli for those who take it, gzip for the rest."""
    wish = "# With the package libnginx-mod-http-brotli-static, add: "
    settings = nginx_serving.documented(site)
    assert settings.count(wish) == 1
    try:
        module = nginx_serving.brotli()
    except RuntimeError as error:  # such as on macOS
        pytest.skip(str(error))
    with nginx_serving.serve(settings.replace(wish, ""), tmp_path, module) as given:
        for path in ("/", "/press-release/", "/catalogue.json"):
            _, whole = ask(given, path)
            packed, body = ask(given, path, "gzip, br")
            other, _ = ask(given, path, "gzip")
            assert (packed.getheader("Content-Encoding"), other.getheader("Content-Encoding")) == ("br", "gzip")
            assert brotli.decompress(body) == whole
            assert packed.getheader("Content-Security-Policy") == headers.all_answers()["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/no-such-page/", "/assets/", "/themes/asthma/x", "/index.php?a=../..", "/%F0%28/"])
def test_what_is_not_there_gets_the_page_of_faults(site: Path, port: int, path: str) -> None:
    """Protects readers who mistype: a way on, and the truth for search engines."""
    answer, body = ask(port, path)
    assert (answer.status, body) == (404, (site / "404.html").read_bytes())
    assert answer.getheader("Content-Security-Policy") == headers.all_answers()["Content-Security-Policy"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_site_is_given(port: int, path: str) -> None:
    """Protects the publisher's other files; the request goes out byte for byte, as no browser would send it."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
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


def test_no_page_breaks_its_own_policy(browser: Browser, port: int) -> None:
    """Protects readers: the strict policy holds while tooltips, search and every page work under it."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
    )
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    for address in PAGES:
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
    context.close()


def _use(page: Page) -> None:
    """Reach for what scripts add: the search box, the page of results, the note beside a source."""
    page.goto("/agencies/gp/")
    page.locator(".text a.source").first.hover()
    expect(page.locator(".source-note")).to_be_visible()
    page.fill("#header-search", "asthma")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.goto("/search/?q=asthma")
    expect(page.locator("#search-results > li").first).to_be_visible()

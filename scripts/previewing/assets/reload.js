// Loads the page anew when the preview has something newer. It listens only while the page is seen: a browser keeps
// few connections to one server, and an editor may have many pages open.
const seen = new URL(document.currentScript.src).searchParams.get("version");
let news;

const listen = () => {
  news?.close();
  if (document.visibilityState !== "visible") return;
  news = new EventSource("/.preview/news");
  news.addEventListener("message", ({ data }) => {
    if (data !== seen) location.reload();
  });
};

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => news?.close());
addEventListener("pageshow", listen);

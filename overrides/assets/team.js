/*
 * What the tools for a team need a script for: buttons that print, cards that keys and clickers turn, a timer.
 * Without it, all can be read, scrolled and printed from the browser's menu.
 */

for (const button of document.querySelectorAll("button.print")) {
  button.classList.remove("waits");
  button.addEventListener("click", () => print());
}

const wall = document.querySelector(".wall");
if (wall) {
  const cards = [...wall.querySelectorAll(".thought")];
  const fill = document.fullscreenEnabled ? document.querySelector(".fill") : null;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const top = (card) => card.getBoundingClientRect().top;

  /** The card that fills the screen; none while what stands before the cards does. */
  const at = () => cards.findLastIndex((card) => top(card) < innerHeight / 2);

  let shown = 0;
  let gliding = false; // from a key until the card has come: a second key counts from the card that is on its way

  const show = (number, behavior = still.matches ? "instant" : "smooth") => {
    shown = Math.min(Math.max(number, 0), cards.length - 1);
    const card = cards[shown];
    gliding = true;
    card.scrollIntoView({ behavior, block: "start" });
    card.focus({ preventScroll: true });
    history.replaceState(null, "", `#${card.id}`);
  };

  /** Whether a key has something left to scroll on this card, as on a phone or with large text. */
  const more = (card) => card && card.getBoundingClientRect().bottom > innerHeight + 2;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, [popover]")) return;
    const now = gliding ? shown : at();
    const { key, shiftKey, target } = event;
    const onControl = target.closest?.("a, button");
    const full = document.fullscreenElement;
    const asksForAll = (key === "Enter" && !onControl) || (key.toLowerCase() === "f" && wall.contains(target)); // WCAG 2.1.4
    if (asksForAll && fill && !full) fill.click();
    else if (asksForAll && full && key !== "Enter") document.exitFullscreen();
    else if (full !== wall && (now < 0 || (top(cards[0]) > 2 && !gliding) || wall.getBoundingClientRect().bottom < innerHeight / 2)) return;
    else if (key === "ArrowRight") show(now + 1);
    else if (key === "ArrowLeft") show(now - 1);
    else if (key === "PageDown" || (key === " " && !shiftKey && !onControl)) { if (!gliding && more(cards[now])) return; show(now + 1); }
    else if (key === "PageUp" || (key === " " && !onControl)) { if (!gliding && top(cards[now]) < -2) return; show(now - 1); }
    else if (key === "Home") show(0);
    else if (key === "End") show(cards.length - 1);
    else return;
    event.preventDefault();
  });

  wall.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    show(cards.findIndex((card) => `#${card.id}` === link.hash));
  });

  // A reload comes back to the card of the address, and not to where a turn was cut short.
  history.scrollRestoration = "manual";
  cards.find((card) => `#${card.id}` === location.hash)?.scrollIntoView({ behavior: "instant", block: "start" });

  // The address follows the card, once all scrolling has ended: a glide may falter where a machine is busy, and one that
  // a key began as the one before it ended may be lost.
  const follow = () => {
    if (gliding && Math.abs(top(cards[shown])) > 2) return cards[shown].scrollIntoView({ behavior: "instant", block: "start" });
    const card = cards[at()];
    gliding = false;
    if (card) shown = at();
    if (card && location.hash !== `#${card.id}`) history.replaceState(null, "", `#${card.id}`);
  };
  for (const own of ["wheel", "touchstart", "pointerdown"]) {
    document.addEventListener(own, () => { gliding = false; }, { passive: true });
  }
  if ("onscrollend" in window) document.addEventListener("scrollend", follow, { capture: true, passive: true });
  else {
    let settled;
    document.addEventListener("scroll", () => {
      clearTimeout(settled);
      settled = setTimeout(follow, 150);
    }, { capture: true, passive: true });
  }

  if (fill) {
    fill.classList.remove("waits");
    fill.addEventListener("click", () => {
      const first = Math.max(at(), 0);
      wall.requestFullscreen().then(() => show(first, "instant"), () => show(first));
    });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement) show(shown, "instant");
    });
  }

  for (const timer of wall.querySelectorAll(".timer")) timing(timer);
}

/** Let a timer be started and stopped; nothing happens when it ends but words. */
function timing(timer) {
  const [button, left, said] = timer.children;
  const name = button.textContent;
  let ticking;
  const stop = (words) => {
    clearInterval(ticking);
    ticking = 0;
    button.textContent = name;
    left.textContent = "";
    said.textContent = words;
  };
  button.addEventListener("click", () => {
    if (ticking) return stop("");
    const end = Date.now() + 180_000;
    const tick = () => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      if (seconds <= 0) return stop("Three minutes are over.");
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    said.textContent = "";
    button.textContent = "Stop";
    ticking = setInterval(tick, 250);
    tick();
  });
  timer.classList.remove("waits");
}

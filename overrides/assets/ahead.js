/* On a screen that is touched, over a good line: the next page is fetched once the link to it has been in view for a
   while. Where a pointer hovers, or a finger goes down, the browser makes a page ready by itself. */

const REST = 1000; // ms
const waiting = new Map();
const seen = new IntersectionObserver((changed) => {
  for (const { target, isIntersecting } of changed) {
    clearTimeout(waiting.get(target));
    if (isIntersecting) waiting.set(target, setTimeout(() => target.classList.add("ahead"), REST)); // named in the rules
  }
});
for (const link of document.querySelectorAll(".steps a:last-child, [rel=next]")) seen.observe(link);

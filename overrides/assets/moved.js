/* Takes readers from an old address to the same part of the page at its new one, before the page's own timer does. */

const link = document.getElementById("moved");
if (location.hash && !link.hash) link.hash = location.hash;
location.replace(link.href);

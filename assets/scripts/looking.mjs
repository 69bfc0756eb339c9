// What goes on at the server is looked at again by itself: the part of the page that says how far it is becomes as it is there,
// without the page being loaded anew. Only what differs is touched, so that the focus stays, and a status is read out when it
// changes. Without this the page loads itself again every few seconds.
export function lookAgain() {
  const part = document.querySelector("[data-look-again]");
  if (!part) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = answer.status < 500 && new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh && fresh.querySelector("[data-look-again]");
      if (fresh && !next) return location.reload(); // it has ended: the whole page says how
      if (next) bring(part, next);
    } catch {
      // no connection: it looks again later
    }
    lookAgain();
  }, Number(part.dataset.lookAgain));
}

function bring(old, next) {
  if (old.isEqualNode(next)) return;
  if (old.nodeType === Node.TEXT_NODE && next.nodeType === Node.TEXT_NODE) {
    old.data = next.data;
    return;
  }
  const parts = [...old.childNodes];
  const alike = old.nodeName === next.nodeName && old.attributes && parts.length === next.childNodes.length;
  if (!alike) return old.replaceWith(document.importNode(next, true));
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  parts.forEach((part, number) => bring(part, next.childNodes[number]));
}

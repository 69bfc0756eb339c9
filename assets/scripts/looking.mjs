// What goes on at the server is looked at again by itself: the part of the page that says how far it is takes the place of the old
// one, without the page being loaded anew. Without this the page loads itself again every few seconds.
export function lookAgain() {
  const part = document.querySelector("[data-look-again]");
  if (!part) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh && fresh.querySelector("[data-look-again]");
      if (fresh && !next) return location.reload(); // it has ended: the whole page says how
      if (next) part.replaceWith(document.adoptNode(next));
    } catch {
      // no connection: it looks again later
    }
    lookAgain();
  }, Number(part.dataset.lookAgain));
}

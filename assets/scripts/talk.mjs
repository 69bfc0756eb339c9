// A conversation (templates/assistant). Its form is sent as any that must not lose words (connection.mjs). The answer holds only what
// is new: it goes to the end of the log, which is never drawn again, because a screen reader would read all of it again.

const BOX = "your-words";
let sent = ""; // what stood in the box when it was sent: what was typed while the answer was on its way stays

// What the server sent in answer to a message: items of the log, and parts of the page that take the place of the old ones.
export function goOn(html, prepare) {
  const more = new DOMParser().parseFromString(html, "text/html");
  const log = document.querySelector("[role=log] > ol");
  const last = Math.max(0, ...[...log.children].map((item) => Number(item.dataset.turn)));
  const items = [...more.querySelectorAll("[data-turn]")].filter((item) => Number(item.dataset.turn) > last);
  const typed = document.getElementById(BOX)?.value ?? "";
  log.append(...items.map((item) => document.adoptNode(item)));
  for (const part of more.querySelectorAll("[data-part]")) {
    const adopted = document.adoptNode(part);
    document.getElementById(part.id).replaceWith(adopted);
    prepare(adopted);
  }
  // Where the eyes go on: the message and what came of it, with the box below if there is room for both.
  const room = document.getElementById("talk-room");
  const box = document.getElementById(BOX);
  if (box && typed !== sent) box.value = typed;
  box?.focus({ preventScroll: true });
  room?.scrollIntoView({ block: "end" });
  if (items[0]?.getBoundingClientRect().top < 0) items[0].scrollIntoView({ block: "start" });
}

// Enter sends, as people expect of such a box; with Shift it begins a new line.
export function sendByEnter() {
  const note = ({ target }) => {
    if (!target.hasAttribute("aria-busy")) sent = document.getElementById(BOX)?.value ?? ""; // else it is not sent
  };
  document.addEventListener("submit", note, true);
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || box.dataset?.sends === undefined) return;
    event.preventDefault();
    if (box.value.trim()) box.form.requestSubmit();
  });
}

// At the door of an event: ticks are kept on this phone while the network is gone, and told as soon as it is back.
//
// What is kept is [a made-up id, the booking's id, which of its people, when] under the event's id: nobody's name. The server takes
// each id once, so that telling it twice does no harm. Without the script every button is a form of its own.
const EVERY = 20_000; // milliseconds between two tries, and two looks at what other doors ticked
const PATIENCE = 15_000;
const list = document.querySelector("[data-door]");
const url = list?.dataset.doorSync;

if (url) begin();

function begin() {
  const place = `door:${list.dataset.door}`;
  const status = document.querySelector("[data-door-status]");
  const trouble = document.querySelector("[data-door-trouble]");
  let waiting = kept();
  let telling = false;
  let cut = false; // whether the network was gone when it was last tried

  list.addEventListener("submit", (event) => {
    const form = event.target;
    const person = form.closest("[data-person]");
    if (!person) return;
    if (form.classList.contains("eh-door__here")) {
      event.preventDefault();
      tick(person);
    } else if (untick(person)) {
      event.preventDefault();
    }
  });
  for (const entry of waiting) mark(entry);
  say();

  const walkIn = document.querySelector("[data-door-walk-in]");
  walkIn.hidden = false;
  walkIn.addEventListener("click", () => add({ id: crypto.randomUUID(), booking: "", number: 0, at: Date.now() }));
  document.querySelector("[data-door-search]").addEventListener("submit", (event) => {
    if (find(event.target.elements.find.value)) event.preventDefault();
  });
  window.addEventListener("online", tell);
  setInterval(tell, EVERY);
  prepareCamera(find);
  keepOpen(() => cut || !navigator.onLine);
  tell();

  // The store of a browser may be off or full: then ticks live as long as the page.
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(place) ?? "[]");
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      if (waiting.length) localStorage.setItem(place, JSON.stringify(waiting));
      else localStorage.removeItem(place);
    } catch {
      // said below: they are not told yet
    }
  }

  function tick(person) {
    const entry = { id: crypto.randomUUID(), booking: booking(person), number: Number(person.dataset.person), at: Date.now() };
    mark(entry);
    person.querySelector(".eh-door__undo button").focus();
    add(entry);
  }

  function untick(person) {
    const mine = (entry) => entry.booking === booking(person) && entry.number === Number(person.dataset.person);
    if (telling || !waiting.some(mine)) return false;
    waiting = waiting.filter((entry) => !mine(entry));
    keep();
    show(person, "");
    say();
    return true;
  }

  function add(entry) {
    waiting.push(entry);
    keep();
    say();
    tell();
  }

  async function tell() {
    if (telling) return;
    telling = true;
    const told = [...waiting];
    const body = new URLSearchParams({
      csrf_token: list.dataset.doorToken,
      entries: JSON.stringify(told.map((one) => [one.id, one.booking, one.number, Date.now() - one.at])),
    });
    try {
      const answer = await fetch(url, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });
      cut = false;
      if (!answer.ok) return say(answer.status >= 500 ? "" : "signed-out");
      settle(await answer.json(), told);
    } catch {
      cut = true;
      return say("offline");
    } finally {
      telling = false;
    }
    if (waiting.length) tell(); // ticked while it was being told
  }

  function settle(answer, told) {
    const done = new Set(answer.outcomes.map(([id]) => id));
    const what = new Map(told.map((entry) => [entry.id, entry]));
    waiting = waiting.filter((entry) => !done.has(entry.id));
    keep();
    for (const person of list.querySelectorAll("[data-person]")) show(person, "");
    for (const [id, number, since] of answer.here) {
      const person = personOf(id, number);
      if (person) show(person, `Here since ${since}`);
    }
    for (const entry of waiting) mark(entry);
    for (const [id, outcome, words] of answer.outcomes) {
      if (outcome !== "here" && outcome !== "walked_in") explain(what.get(id), words);
    }
    document.querySelector("[data-door-here]").textContent = answer.here.length;
    say();
  }

  function explain(entry, words) {
    const name = personOf(entry.booking, entry.number)?.querySelector(".eh-door__name").firstChild.textContent.trim();
    const line = document.createElement("p");
    line.className = "eh-connection";
    line.setAttribute("role", "alert");
    line.textContent = `${name ?? "Somebody without a booking"}: ${words}`;
    trouble.append(line);
  }

  function say(why = "") {
    const count = waiting.length === 1 ? "1 tick is" : `${waiting.length} ticks are`;
    const lines = {
      offline: "No connection. Go on ticking: it is told as soon as the network is back. Until then leave this page open: it cannot be loaded again.",
      "signed-out": "The portal asks you to sign in again. Sign in in another tab, then load this page again: nothing is lost.",
    };
    const left = waiting.length ? `${count} kept on this phone and not told yet.` : "";
    status.textContent = [lines[why] ?? "", left].filter(Boolean).join(" ");
    status.className = status.textContent ? "eh-connection" : "";
  }

  function mark(entry) {
    const person = entry.booking && personOf(entry.booking, entry.number);
    if (person) show(person, `Here since ${new Date(entry.at).toLocaleTimeString("en-GB", { timeStyle: "short", timeZone: "Europe/London" })}`);
  }
}

// The list of who comes is kept nowhere on the phone, so that without the network the page must stay open: pulling it down does not
// load it again, and leaving it is asked about.
function keepOpen(without) {
  document.documentElement.style.overscrollBehaviorY = "contain";
  window.addEventListener("beforeunload", (event) => {
    if (without()) event.preventDefault();
  });
}

function booking(person) {
  return person.closest("[data-booking]").dataset.booking;
}

function personOf(id, number) {
  return list.querySelector(`[data-booking="${CSS.escape(id)}"] [data-person="${CSS.escape(number)}"]`);
}

function show(person, since) {
  person.querySelector("[data-since]").textContent = since;
  person.querySelector(".eh-door__here").hidden = since !== "";
  person.querySelector(".eh-door__undo").hidden = since === "";
}

// Who has this code: shown, and ticked by the thumb that looks at them. False where nobody of this page has it.
function find(text) {
  const code = text.trim().replace(/\/+$/, "").split("/").at(-1).toUpperCase().replace(/[^A-Z0-9]/g, "");
  const party = code && list.querySelector(`[data-code="${CSS.escape(code)}"]`);
  if (!party) return false;
  list.querySelector(".eh-door__found")?.classList.remove("eh-door__found");
  party.classList.add("eh-door__found");
  party.scrollIntoView({ block: "center" });
  (party.querySelector(".eh-door__here:not([hidden]) button") ?? party.querySelector("h2")).focus();
  return true;
}

// Where the browser reads squares itself (most telephones); elsewhere the code is typed or the name tapped.
async function prepareCamera(found) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const button = document.querySelector("[data-door-scan]");
  const video = document.querySelector("[data-door-camera]");
  const status = document.querySelector("[data-door-status]");
  let stream = null;
  button.hidden = false;
  button.addEventListener("click", () => (stream ? stop() : start()));

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      status.textContent = "The camera cannot be used. Type the code, or tap the name.";
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    button.textContent = "Stop scanning";
    video.play().catch(() => {}); // some telephones play by themselves, and say that they were not asked
    look(new BarcodeDetector({ formats: ["qr_code"] }));
  }

  function stop() {
    for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.hidden = true;
    button.textContent = "Scan a ticket";
  }

  async function look(reader) {
    if (!stream) return;
    const [code] = await reader.detect(video).catch(() => []);
    if (code && stream) {
      stop();
      if (!found(code.rawValue)) status.textContent = "Nobody on this page has that ticket. Load the page again, or look for the name.";
      return;
    }
    setTimeout(() => look(reader), 150);
  }
}

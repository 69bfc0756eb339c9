// Forms that must not lose words.
//
// Any POST form is sent once, however often its button is pressed. A form with data-keep is sent by fetch, so that the page and
// what was typed into it stay until the server has answered:
//   no answer     the words stay, "Try again" sends them again; nothing is stored in the phone
//   a redirect    the server says 204 and the address of the next page in X-Go-To (portal/kept.py), and the browser goes there
//                 itself, so that history, focus and messages are those of any page
//   a page        (something to look at, or an error: it holds the words) takes the place of this one; the form is not sent twice
//   a part        (X-Part: what is new in a conversation) is added to this one
// Without the script the browser sends the form itself: the server needs no second way.
import { goOn } from "./talk.mjs";
import { hasFiles, post } from "./uploading.mjs";

const PATIENCE = 30_000; // milliseconds until silence counts as no connection
const QUIET = 800; // milliseconds before "Saving…" is said

const sending = new WeakSet();
const typed = new Set(); // forms in which something was typed that has not been sent

export function watchForms(prepare) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (sending.has(form)) return event.preventDefault();
    sending.add(form);
    if (form.dataset.keep === undefined) {
      typed.clear();
      setTimeout(() => sending.delete(form), PATIENCE); // somebody who stopped the page may press again
      return;
    }
    event.preventDefault();
    send(form, event.submitter, prepare);
  });
  document.addEventListener("input", (event) => {
    if (event.target.form?.dataset.keep !== undefined) typed.add(event.target.form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...typed].some((form) => form.isConnected)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) settle(form); // back in a page that the browser kept
  });
}

async function send(form, submitter, prepare) {
  const pressed = submitter?.form === form ? submitter : null;
  const said = setTimeout(() => status(form, "Saving…"), QUIET);
  form.setAttribute("aria-busy", "true");
  let next, page, part;
  try {
    const answer = await ask(form, pressed?.getAttribute("formaction") || form.getAttribute("action") || location.href, words(form, pressed));
    next = answer.header("X-Go-To") ?? (answer.redirected ? answer.url : null);
    page = next ? null : answer.text;
    part = answer.header("X-Part") !== null;
  } catch {
    settle(form);
    return noConnection(form, pressed);
  } finally {
    clearTimeout(said);
  }
  typed.delete(form);
  if (next) return go(next); // the form stays as it is: a second press must not send it again
  settle(form);
  if (part) return goOn(page, prepare);
  show(page, prepare);
  // It came back only because its token was from before somebody signed in: the new page has a new one.
  if (form.dataset.again === undefined) document.querySelector("form[data-again]")?.requestSubmit();
}

async function ask(form, url, body) {
  const headers = { "X-Kept-Form": "1" };
  if (body instanceof FormData && hasFiles(body)) return post(form, url, body, headers, PATIENCE);
  const answer = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout?.(PATIENCE) });
  const text = await answer.text();
  return { redirected: answer.redirected, url: answer.url, text, header: (name) => answer.headers.get(name) };
}

// What the browser itself would send, to the byte: the pressed button too, and lines ending as HTML says.
function words(form, pressed) {
  const data = new FormData(form);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  if (form.enctype === "multipart/form-data") return data;
  return new URLSearchParams([...data].map(([name, value]) => [name, value.replace(/\r\n|\r|\n/g, "\r\n")]));
}

// To the same page with a fragment would only scroll: it has to be asked for again.
function go(next) {
  const here = location.href.split("#")[0];
  const there = new URL(next, here).href;
  location.assign(there.split("#")[0] === here ? here : there);
}

function show(html, prepare) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.scrollTo(0, 0);
  prepare();
  if (document.activeElement !== document.body) return; // an error summary takes the focus itself
  // What stands above the heading says why the page is back: that somebody was quicker.
  const first = document.querySelector("#main-content > .eh-notice, #main-content > .govuk-inset-text, h1");
  first?.setAttribute("tabindex", "-1");
  first?.focus();
}

function settle(form) {
  sending.delete(form);
  form.removeAttribute("aria-busy");
  status(form, "");
}

// The notice stands where eyes and thumb are: above the button that was pressed.
function noConnection(form, pressed) {
  form.querySelector(".eh-connection")?.remove();
  const notice = document.createElement("div");
  const text = document.createElement("p");
  const strong = document.createElement("strong");
  const again = document.createElement("button");
  notice.className = "eh-connection";
  notice.setAttribute("role", "alert");
  notice.tabIndex = -1;
  strong.textContent = "No connection.";
  text.append(strong, " Your words are still here. Leave this page open, and try again when you are back online.");
  again.type = "button";
  again.className = "govuk-button govuk-button--secondary";
  again.textContent = "Try again";
  again.addEventListener("click", () => {
    notice.remove();
    form.requestSubmit(pressed);
  });
  notice.append(text, again);
  const button = pressed ?? form.querySelector("button[type=submit]:not(.eh-default), button:not([type]):not(.eh-default)");
  const place = button?.closest(".eh-actions") ?? button;
  place ? place.before(notice) : form.append(notice);
  notice.focus();
}

function status(form, text) {
  const line = form.querySelector(".eh-saving");
  if (line) {
    line.textContent = text;
  } else if (text) {
    const first = document.createElement("p");
    first.className = "eh-saving";
    first.setAttribute("role", "status");
    first.textContent = text;
    form.append(first);
  }
}

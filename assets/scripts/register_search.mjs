// One fast filter over all rows of a quarter or of a council, by words and, where there are several, by council; in the place of the list. The rows are fetched when somebody first searches; where that
// fails, it is said and the list stays. The address keeps the query. Without this script nothing of it is shown.
import { byValue, matching } from "./matching.mjs";
import { fetchRows } from "./register_rows.mjs";
import { addRows, emptyTable } from "./result_table.mjs";

const STEP = 50; // so many results at a time
const QUIET = 200; // milliseconds after the last key

export function prepareSearch() {
  const search = document.querySelector(".eh-search");
  if (!search) return;
  const filters = search.dataset.rows !== undefined; // on the home page it is a plain form that leads to the register
  if (filters && !document.querySelector("#list table")) return; // no contract, nothing to search
  search.hidden = false;
  if (filters) new RegisterSearch(search).start();
}

class RegisterSearch {
  constructor(search) {
    this.search = search;
    this.box = search.querySelector("input");
    this.council = search.querySelector("select"); // where there are several
    this.said = search.querySelector(".eh-search__said");
    this.list = document.getElementById("list");
    this.results = document.getElementById("results");
    this.heading = this.results.querySelector("h2");
    this.place = this.results.querySelector("[data-results]");
    this.more = this.results.querySelector(".eh-results__more");
    this.sorts = [...this.results.querySelectorAll("[data-sort]")];
    this.sort = "end-date";
    this.rows = null;
    this.found = [];
    this.shown = 0;
  }

  start() {
    let waiting;
    this.box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.find(), QUIET);
    });
    this.search.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      if (await this.find()) this.heading.focus();
    });
    this.council?.addEventListener("change", () => this.find());
    for (const place of [this.search, this.results]) {
      place.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        clearTimeout(waiting);
        this.clear();
      });
    }
    for (const button of this.sorts) button.addEventListener("click", () => this.inOrder(button.dataset.sort));
    this.more.querySelector("button").addEventListener("click", () => this.showMore());
    this.fromAddress();
  }

  fromAddress() {
    const asked = new URLSearchParams(location.search);
    if (asked.get("sort") === "value") this.sort = "value";
    this.box.value = asked.get("q") ?? "";
    const council = asked.get("council");
    if (this.council && [...this.council.options].some(({ value }) => value === council)) this.council.value = council;
    if (!this.isEmpty()) this.find();
  }

  // What is asked for: words, and the slug of a council.
  asked() {
    return { query: this.box.value.trim(), council: this.council?.value ?? "" };
  }

  isEmpty() {
    const { query, council } = this.asked();
    return !query && !council;
  }

  // Whether something was found.
  async find() {
    const { query, council } = this.asked();
    this.keepAddress();
    if (this.isEmpty()) {
      this.showList("");
      return false;
    }
    const rows = await this.fetched();
    const now = this.asked();
    if (query !== now.query || council !== now.council) return false; // somebody went on; another search is under way
    if (!rows) {
      this.showList("We could not fetch the contracts to search in. Check your connection and try again, or use the list below.");
      return false;
    }
    const within = council ? rows.contracts.filter((contract) => contract.council === council) : rows.contracts;
    const found = query ? matching(within, query) : within;
    this.found = this.sort === "value" ? byValue(found, rows.nominal) : found;
    this.show(query, within.length);
    return found.length > 0;
  }

  // The rows, or null where they cannot be had; the next search tries again.
  async fetched() {
    if (!this.rows) this.said.textContent = "Fetching the contracts …";
    this.rows ??= fetchRows(this.search.dataset.rows);
    try {
      return await this.rows;
    } catch {
      this.rows = null;
      return null;
    }
  }

  show(query, total) {
    const some = this.found.length > 0;
    const counted = `${this.found.length.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} ${total === 1 ? "contract" : "contracts"}`;
    const whose = this.council?.value ? ` of ${this.council.selectedOptions[0].text}` : "";
    const none = query ? `No contract${whose} matches “${query}”. Try fewer words, or only the beginning of one.` : `No contract${whose}.`;
    this.said.textContent = some ? counted + whose : none;
    this.table = emptyTable(this.list.querySelector("table"), query ? `Contracts${whose} that match “${query}”` : `Contracts${whose}`);
    this.place.replaceChildren(...(some ? [this.table] : []));
    this.shown = 0;
    this.addStep();
    for (const button of this.sorts) button.setAttribute("aria-pressed", String(button.dataset.sort === this.sort));
    this.results.hidden = !some;
    this.list.hidden = true;
  }

  addStep() {
    addRows(this.table, this.found.slice(this.shown, this.shown + STEP));
    this.shown = Math.min(this.shown + STEP, this.found.length);
    const left = this.found.length - this.shown;
    this.more.hidden = !left;
    this.more.querySelector("button").textContent = `Show ${Math.min(left, STEP)} more`;
  }

  showMore() {
    const first = this.shown;
    this.addStep();
    this.said.textContent = `${this.shown.toLocaleString("en-GB")} of ${this.found.length.toLocaleString("en-GB")} shown`;
    this.table.tBodies[0].rows[first].querySelector("a").focus();
  }

  inOrder(sort) {
    this.sort = sort;
    this.find();
  }

  clear() {
    this.box.value = "";
    if (this.council) this.council.value = "";
    this.keepAddress();
    this.showList("");
    this.box.focus();
  }

  showList(words) {
    this.said.textContent = words;
    this.results.hidden = true;
    this.list.hidden = false;
  }

  keepAddress() {
    const address = new URL(location.href);
    const { query, council } = this.asked();
    const sort = this.sort === "value" && !this.isEmpty() ? "value" : "";
    for (const [name, value] of [["q", query], ["council", council], ["sort", sort]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
  }
}

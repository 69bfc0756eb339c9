// The table of what was found: the page’s own table with other rows (templates/public/register-table.html, lines.html).

export function emptyTable(plain, caption) {
  const table = plain.cloneNode(false);
  table.append(plain.querySelector("caption").cloneNode(false), plain.querySelector("thead").cloneNode(true));
  table.querySelector("caption").textContent = caption;
  const body = plain.querySelector("tbody").cloneNode(false);
  table.append(body);
  return table;
}

export function addRows(table, contracts) {
  const labels = [...table.querySelectorAll("thead th")].map((header) => header.textContent);
  table.tBodies[0].append(...contracts.map((contract) => row(contract, labels)));
}

function row(contract, labels) {
  const line = document.createElement("tr");
  line.className = "govuk-table__row";
  const title = document.createElement("th");
  title.scope = "row";
  title.className = "govuk-table__header";
  title.append(link(contract.title, contract.url));
  if (!labels.includes("Supplier")) title.append(under(contract));
  line.append(title);
  for (const label of labels.slice(1)) {
    const cell = document.createElement("td");
    cell.className = `govuk-table__cell${label === "Value" ? " govuk-table__cell--numeric" : ""}`;
    cell.dataset.label = label;
    cell.append(...CELLS[label](contract));
    line.append(cell);
  }
  return line;
}

// In a table without a column for it, the supplier stands under the title (templates/public/lines.html).
function under({ supplier, more }) {
  const line = document.createElement("span");
  line.className = "eh-line eh-ledger__under";
  line.append(supplier.name, more ? ` and ${more} more` : "");
  return line;
}

const CELLS = {
  Supplier: ({ supplier, more }) => [link(supplier.name, supplier.url), more ? ` and ${more} more` : ""],
  Service: ({ service }) => [link(service.name, service.url)],
  Authority: ({ authority }) => [authority],
  Ends: ({ ends }) => [ends],
  Value: ({ value }) => [value],
};

function link(text, url) {
  if (!url) return text;
  const anchor = document.createElement("a");
  anchor.className = "govuk-link";
  anchor.href = url;
  anchor.textContent = text;
  return anchor;
}

// The rows of a quarter or of a council, fetched once: what portal/publishing/pages/register_rows.py writes, as contracts.
import { indexOf } from "./matching.mjs";

const ROOT = new URL("../../", import.meta.url).pathname; // of the site, two folders above this script, wherever it stands
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export async function fetchRows(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return read(await answer.json());
}

export function read(rows) {
  const suppliers = rows.suppliers.map(([name, slug]) => ({ name, url: `/suppliers/${slug || plain(name)}/` }));
  const services = rows.services.map(([name, key]) => ({ name, url: `/services/${key || plain(name)}/` }));
  const authorities = rows.authorities.map(([name, slug]) => ({ name, slug: slug || plain(name) }));
  const contracts = rows.title.map((title, n) => {
    const authority = authorities[rows.authority[n]];
    const slug = rows.slug[n] || plain(rows.reference[n]);
    const named = rows.supplier[n];
    const parties = typeof named === "string" ? [{ name: named }] : [named].flat().map((place) => suppliers[place]);
    const service = services[rows.service[n]];
    return {
      title,
      url: `/contracts/${authority.slug}/${slug}/`,
      supplier: parties[0],
      more: parties.length - 1,
      service: service ?? { name: rows.not_said },
      authority: authority.name,
      council: authority.slug,
      ends: day(rows.ends[n]),
      amount: typeof rows.value[n] === "number" ? Math.abs(rows.value[n]) : null,
      value: pounds(rows.value[n]),
      index: indexOf(title, ...parties.map((party) => party.name), service?.name ?? "", rows.reference[n], slug, authority.name),
    };
  });
  return { contracts, nominal: rows.nominal };
}

// A slug that follows from the name is left out of the rows.
function plain(name) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function day(ends) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(ends);
  return parts ? `${Number(parts[3])} ${MONTHS[parts[2] - 1]} ${parts[1]}` : ends;
}

// In pounds, below nought of a year; or words.
function pounds(value) {
  if (typeof value === "string") return value;
  const pence = Number.isInteger(value) ? 0 : 2;
  const sum = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: pence, maximumFractionDigits: pence });
  return `£${sum}${value < 0 ? " a year" : ""}`;
}

// Which contracts a query means: every word of it begins a word of the contract. Case, diacritics and apostrophes don’t count.

const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th" };

export function wordsOf(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘]/g, "")
    .replace(/[ßæœøđłþ]/g, (letter) => ALIKE[letter])
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

// A text in which a word is found by a space and its beginning.
export function indexOf(...texts) {
  return ` ${wordsOf(texts.join(" ")).join(" ")}`;
}

export function matching(contracts, query) {
  const beginnings = wordsOf(query).map((word) => ` ${word}`);
  if (!beginnings.length) return [];
  return contracts.filter(({ index }) => beginnings.every((beginning) => index.includes(beginning)));
}

// Largest first, whether of a year or of the whole; then nominal values (the words in their place), then what is not known.
export function byValue(contracts, nominal) {
  const rank = ({ amount, value }) => (amount !== null ? 0 : nominal.includes(value) ? 1 : 2);
  return [...contracts].sort((a, b) => rank(a) - rank(b) || (b.amount ?? 0) - (a.amount ?? 0));
}

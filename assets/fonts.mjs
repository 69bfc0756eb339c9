// govuk-frontend names the font in every rule, once more for print. Ours stands once, on the body (styles/_base.scss): a quarter of
// the sheet less for a phone to fetch.
export const oneFont = (css) =>
  css
    .replace(/@media print \{\s*[^{}]+\{\s*font-family: [^;{}]*;\s*\}\s*\}/g, "")
    .replace(/^\s*(?:font-family: "Helvetica Neue"[^;]*|-(?:webkit|moz-osx)-font-smoothing: [^;]*);\n/gm, "");

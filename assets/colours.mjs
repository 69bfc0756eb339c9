// Every colour that govuk-frontend compiles to becomes one of our tokens (styles/_tokens.scss), so that a council changes them in
// one place and none of GOV.UK's colours is left. A colour that is not listed here stops the build.
const FUNCTIONAL = {
  "body-background": "paper",
  border: "line",
  brand: "brand",
  error: "error",
  focus: "focus",
  "focus-text": "ink",
  hover: "tint",
  "input-border": "ink",
  link: "link",
  "link-active": "ink",
  "link-hover": "link-dark",
  "link-visited": "link",
  "secondary-text": "soft",
  success: "brand",
  "surface-background": "wash",
  "surface-border": "line",
  "surface-text": "ink",
  "template-background": "wash",
  text: "ink",
};

const PALETTE = {
  "#ffffff": "paper",
  "#0b0c0c": "ink",
  "#858686": "edge", // shadow of a secondary button
  "#cecece": "line",
  "#f3f3f3": "wash",
  "#0f7a52": "brand", // a button
  "#0b5c3e": "brand-dark", // a button under the pointer
  "#083d29": "brand-dark", // its shadow
  "#cfe4dc": "tint",
  "#1d70b8": "brand", // the chosen option of a select
  "#f4f8fb": "tint",
  "#0f385c": "brand-dark", // tags, from here on
  "#d2e2f1": "tint",
  "#2a1950": "brand-dark",
  "#ddd6ec": "tint",
  "#0b4144": "brand-dark",
  "#d0e6e7": "tint",
  "#651b3e": "error-dark",
  "#f4d7e5": "error-wash",
  "#ca3535": "error",
  "#982828": "error-dark",
  "#651b1b": "error-dark",
  "#f4d7d7": "error-wash",
  "#7a3c1c": "accent-ink",
  "#fde4d7": "accent-wash",
  "#ffee80": "accent-wash",
};

const token = (name, known, colour) => {
  if (!(name in known)) throw new Error(`No token stands for the colour ${colour}: add it to colours.mjs`);
  return `var(--${known[name]})`;
};

export const ownColours = (css) =>
  css
    .replace(/var\(--govuk-([a-z-]+)-colour, [^)]*\)/g, (colour, name) => token(name, FUNCTIONAL, colour))
    .replace(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi, (colour) => token(colour.toLowerCase(), PALETTE, colour));

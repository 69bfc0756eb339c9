// The list of organisations in the header closes as lists do: Escape, or a press beside it.
export function closeMenus() {
  const open = () => document.querySelector("details.eh-switch[open]");
  document.addEventListener("click", (event) => {
    const menu = open();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = open();
    if (!menu || event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

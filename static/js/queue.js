// A queue by keyboard: j and k go on and back, 1 to 4 do what the item's buttons do, u takes back, ? shows the keys.
"use strict";

const WRITING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]";
const items = Array.from(document.querySelectorAll("[data-queue-item]"));

// In a list the focus moves from item to item; on an item's page another item is opened.
function step(by) {
  if (items.length === 0) {
    document.querySelector(`.queue-place a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
    return;
  }
  const at = items.indexOf(document.activeElement);
  items[Math.min(items.length - 1, Math.max(0, at + by))].focus();
}

function deed(number) {
  const button = document.querySelectorAll("[data-deed]:not([disabled])")[number - 1];
  button?.focus();
  button?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  u: () => document.querySelector("[data-undo]")?.click(),
  "?": () => { for (const keys of document.querySelectorAll(".queue-keys")) keys.open = !keys.open; },
  ...Object.fromEntries([1, 2, 3, 4].map((number) => [number, () => deed(number)])),
};

document.addEventListener("keydown", (event) => {
  const isTyped = event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  if (isTyped || event.defaultPrevented || event.target.closest(WRITING) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

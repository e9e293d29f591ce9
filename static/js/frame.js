// Site and administration: menus that close, and the look changed at once.
"use strict";

for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// On a phone the menu is one line, of which the current page is to be in sight.
const here = document.querySelector(".masthead nav > ul a[aria-current]");
if (here) {
  const line = here.closest("ul");
  line.scrollLeft += Math.max(0, here.getBoundingClientRect().right - line.getBoundingClientRect().right);
}

// The server is told, too, and writes the next page so.
for (const form of document.querySelectorAll("[data-display-form]")) {
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!pressed?.name) return;
    event.preventDefault();
    document.querySelector(`link[data-display="${pressed.name}"]`).media = pressed.dataset.media;
    for (const choice of form.querySelectorAll(`button[name="${pressed.name}"]`)) {
      choice.setAttribute("aria-pressed", String(choice === pressed));
    }
    const chosen = new FormData(form);
    chosen.append(pressed.name, pressed.value);
    fetch(form.action, { method: "POST", body: chosen, redirect: "manual" });
    document.dispatchEvent(new Event("display"));
  });
}

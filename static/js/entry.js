// Add one more ask without asking the server, and complete the second name, too; the page works without this.
"use strict";

const form = document.getElementById("hand");
const more = document.getElementById("more-asks");
const empty = document.getElementById("empty-ask");

more.addEventListener("click", (event) => {
  const total = form.elements["asks-TOTAL_FORMS"];
  const place = Number(total.value);
  if (place >= Number(form.elements["asks-MAX_NUM_FORMS"].value)) {
    return; // the server says so
  }
  event.preventDefault();
  const ask = empty.content.firstElementChild.cloneNode(true);
  for (const element of ask.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value !== null) {
        element.setAttribute(name, value.replace("__prefix__", String(place)));
      }
    }
  }
  total.value = String(place + 1);
  document.getElementById("asks").append(ask);
  ask.querySelector("input").focus();
});

// The browser offers whole values: behind the names that are there, the list offers them with the next one.
const names = document.getElementById("id_delegates");
const known = Array.from(names.list.options, (option) => option.value);
let there = "";
names.addEventListener("input", () => {
  const before = names.value.replace(/[^、，,；;\s]*$/, "");
  if (before === there) return;
  there = before;
  names.list.replaceChildren(...known.filter((name) => !before.includes(name)).map((name) => new Option("", before + name)));
});

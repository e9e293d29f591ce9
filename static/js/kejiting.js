// Small helps on top of pages that work without them.
"use strict";

// An Enter that only ends an input-method composition must not submit.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
    event.preventDefault();
  }
}, true);

// Copy a passage or a whole ask with its citation, or the address of a place.
for (const tool of document.querySelectorAll("[data-citation], [data-copies-address]")) {
  const label = tool.textContent;
  const warning = warningOf(tool);
  const answer = document.createElement("span");
  answer.className = "copy-warning";
  answer.setAttribute("role", "status");
  if (warning) tool.after(answer);
  tool.hidden = false;
  tool.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const copied = await copy(tool.href ?? `${tool.dataset.text ?? wordsOf(document.getElementById(tool.dataset.copy))}\n（${tool.dataset.citation}）`);
    tool.focus();
    tool.textContent = copied ? "已复制" : "没有复制成功，请选中文字复制";
    answer.textContent = copied ? warning : "";
    window.setTimeout(() => { tool.textContent = label; }, 1500);
  });
}

// A passage's own words; of an ask its headings and passages, without the links and buttons between them.
function wordsOf(element) {
  const pieces = element.matches("p") ? [element] : element.querySelectorAll("h3, .passage p");
  return Array.from(pieces, (piece) => piece.innerText.trim()).join("\n");
}

// What the ledgers know of figures that are copied; an address is copied without them.
function warningOf(tool) {
  if (tool.href) return "";
  const source = document.getElementById(tool.dataset.copy) ?? tool;
  const warned = [source, ...source.querySelectorAll("[data-warning]")];
  return Array.from(warned, (piece) => piece.dataset.warning).filter(Boolean).join("；");
}

// True if the browser says that the text is on its clipboard.
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser, or by the office that set it up: as without the interface.
    }
  }
  // A server on the department's network without HTTPS has no clipboard interface.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

// On a phone each row of a table is a card, and each cell says the words of its column; one that says nothing is not shown.
for (const table of document.querySelectorAll("table:has(thead)")) {
  const labels = Array.from(table.tHead.rows[0].cells, (cell) => cell.innerText.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    Array.from(row.cells).forEach((cell, column) => {
      cell.dataset.label = labels[column] ?? "";
      if (!cell.children.length && !cell.textContent.trim()) cell.replaceChildren();
    });
  }
}

// Facets are folded away on a phone.
if (window.matchMedia("(max-width: 56rem)").matches) {
  for (const details of document.querySelectorAll("details[data-fold-on-phone]")) {
    details.open = false;
  }
}

// What a person changed in a form since the server sent it.
function unsaved(form) {
  return Array.from(form.elements).filter((field) => {
    if (!field.name || field.type === "hidden" || !field.matches("input, select, textarea")) return false;
    if (field.matches("select")) return field.selectedIndex !== Math.max(0, Array.from(field.options).findIndex((option) => option.defaultSelected));
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });
}

// Leaving a form in which something is not saved asks first; a form that came back refused was not saved either.
let isSending = false;
document.addEventListener("submit", (event) => { isSending = !event.defaultPrevented; });
window.addEventListener("beforeunload", (event) => {
  const isLost = (form) => form.dataset.asksBeforeLeaving === "refused" || unsaved(form).length > 0;
  if (!isSending && Array.from(document.querySelectorAll("form[data-asks-before-leaving]")).some(isLost)) {
    event.preventDefault();
  }
});

// A long list of values is narrowed while one types.
for (const box of document.querySelectorAll("[data-narrows-list]")) {
  const lines = Array.from(box.parentElement.querySelectorAll("li"));
  box.hidden = false;
  box.addEventListener("input", () => {
    const typed = box.value.trim().toLowerCase();
    for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(typed);
  });
}

// The page of a request: words that are selected in the text go into the form that adds an ask. Without this they are copied.
"use strict";

const text = document.getElementById("request-text");
const form = document.getElementById("add-ask");
document.getElementById("select-hint").hidden = false;

// Python counts characters, a browser halves of some.
function placeOf(node, offset) {
  const from = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const line = from.closest("[data-start]");
  if (!line) return null;
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, offset);
  return Number(line.dataset.start) + Array.from(range.toString()).length;
}

text.addEventListener("pointerup", () => {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.words.value = selection.toString().trim();
});

// What is typed counts, not what was selected before.
form.elements.words.addEventListener("input", () => {
  form.elements.start.value = form.elements.end.value = "";
});

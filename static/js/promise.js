// What is selected in the passage goes into the field for exact words; typing and pasting do the same without a script.
"use strict";

const take = document.getElementById("take-selection");
const words = document.getElementById("words");
const passage = document.querySelector(".promise-choices");
let selected = "";

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  selected = selection.rangeCount && passage.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString() : "";
  take.hidden = !selected.trim();
});
// A press would end the selection before it is read.
take.addEventListener("mousedown", (event) => event.preventDefault());
take.addEventListener("click", () => {
  words.value = selected.trim();
  words.focus();
});

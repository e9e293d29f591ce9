// The review page: say what selected words are, see a field and its place together. Without this, the forms still work.
"use strict";

const main = document.getElementById("main");
// Actions that lead away from the page are left to the browser.
const LEAVING = new Set(["draft", "publish", "discard"]);

// Python counts characters, a browser halves of some.
const lengthOf = (text) => Array.from(text).length;

const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// How many characters of the letter stand before a place on the page; null outside the text.
function placeOf(node, offset) {
  const line = element(node).closest("#marked-text [data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.selectNodeContents(line);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + lengthOf(before.toString());
}

function showSelection() {
  const form = document.getElementById("review");
  const selection = document.getSelection();
  if (!form || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return;
  const selected = end > start;
  form.elements.start.value = selected ? start : "";
  form.elements.end.value = selected ? end : "";
  form.elements.at.value = start;
  const words = selection.toString().trim();
  const shown = words.length > 40 ? `${words.slice(0, 20)}……${words.slice(-16)}` : words;
  document.getElementById("selected").textContent = selected ? `选中的“${shown}”是：` : "";
  const inItem = element(range.startContainer).closest(".measures, .outcomes, .next_steps, .prose");
  form.querySelector('[data-for="selection"]').hidden = !selected;
  form.querySelector('[data-for="place"]').hidden = selected || !inItem;
}

function prepare() {
  document.querySelector(".review-toolbar").hidden = false;
}

// What a click in the text leads to, and the other way round.
function lead(element) {
  for (const former of document.querySelectorAll(".led-to")) former.classList.remove("led-to");
  element.classList.add("led-to");
  element.scrollIntoView({ block: "center", behavior: "instant" });
}

document.addEventListener("selectionchange", showSelection);

main.addEventListener("click", (event) => {
  const marked = event.target.closest("#marked-text [data-to]");
  if (marked && document.getSelection().isCollapsed) {
    const target = document.getElementById(marked.dataset.to);
    if (target) lead(target.matches("input, select, textarea") ? target.closest(".field") : target);
    return;
  }
  const link = event.target.closest('.review-fields a[href^="#t"]');
  const place = link && document.getElementById(link.hash.slice(1));
  if (place) {
    event.preventDefault();
    lead(place);
  }
});

// A field that is looked at shows where its value stands.
main.addEventListener("focusin", (event) => {
  for (const place of document.querySelectorAll("#marked-text .looked-at")) place.classList.remove("looked-at");
  if (!event.target.id) return;
  for (const place of document.querySelectorAll(`#marked-text [data-to="${CSS.escape(event.target.id)}"]`)) {
    place.classList.add("looked-at");
  }
});

main.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// A correction is saved without leaving the place where one reads.
main.addEventListener("submit", async (event) => {
  const form = event.target;
  const action = event.submitter ? event.submitter.value : "save";
  if (form.id !== "review" || LEAVING.has(action) || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (!data.has("action")) data.set("action", "save");
  form.setAttribute("aria-busy", "true");
  const scrolled = [window.scrollY, document.querySelector(".review-text").scrollTop];
  const focused = document.activeElement && document.activeElement.id;
  form.inert = true; // a second press would be told that somebody else had saved; what is typed now would be lost
  let page;
  try {
    // not form.action, which is a button of that name
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    page = null;
  }
  const fresh = page && page.getElementById("review") && page.getElementById("main");
  if (!fresh) {
    form.removeAttribute("aria-busy");
    form.inert = false;
    window.alert("没有保存：连不上服务器，或者登录已过期。请在另一个窗口登录后再按一次。");
    return;
  }
  main.replaceChildren(...fresh.childNodes);
  prepare();
  document.querySelector(".review-text").scrollTop = scrolled[1];
  window.scrollTo(0, scrolled[0]);
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
  const trouble = main.querySelector(".errorlist");
  if (trouble) trouble.scrollIntoView({ block: "center" });
});

prepare();

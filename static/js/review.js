// The review page: say what selected words are, see a field and its place together. Without this, the forms still work.
"use strict";

const main = document.getElementById("main");
// Actions that lead away from the page are left to the browser.
const LEAVING = new Set(["draft", "publish", "discard"]);
const SIDE_BY_SIDE = window.matchMedia("(min-width: 64rem)");
const GAP = window.matchMedia("(pointer: coarse)").matches ? 40 : 10; // a finger's handles hang below the selection
const SETTLED = 150; // milliseconds after which a selection without a pointer has its end

let isDragging = false;
let isFromText = false;
let pointer = null; // where the pointer was let go last
let settling = 0;

// Python counts characters, a browser halves of some.
const lengthOf = (text) => Array.from(text).length;

const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
const toolbar = () => main.querySelector(".review-toolbar");
const isOfToolbar = (node) => element(node).closest(".review-toolbar") !== null;

// How many characters of the letter stand before a place of the page; between two lines, those of the upper one.
function placeOf(node, offset) {
  let above = 0;
  for (const line of document.querySelectorAll("#marked-text [data-start]")) {
    const range = document.createRange();
    range.selectNodeContents(line);
    const where = range.comparePoint(node, offset);
    if (where < 0) break;
    if (where === 0) range.setEnd(node, offset);
    above = Number(line.dataset.start) + lengthOf(range.toString());
    if (where === 0) break;
  }
  return above;
}

// What the selection is of the letter; null if it is elsewhere.
function selected() {
  const selection = document.getSelection();
  const text = document.getElementById("marked-text");
  if (!text || !selection.rangeCount || !selection.getRangeAt(0).intersectsNode(text)) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  const isIn = text.contains(range.startContainer) || end > start;
  return isIn ? { range, start, end, words: selection.toString().trim() } : null;
}

function showSelection() {
  const form = document.getElementById("review");
  const found = selected();
  const marked = found && found.end > found.start;
  form.elements.start.value = marked ? found.start : "";
  form.elements.end.value = marked ? found.end : "";
  form.elements.at.value = found ? found.start : "";
  const within = found && element(found.range.startContainer);
  const inItem = within?.closest(".measures, .outcomes, .next_steps, .prose");
  const field = SIDE_BY_SIDE.matches ? null : within?.closest("[data-to]");
  const shown = marked && found.words.length > 40 ? `${found.words.slice(0, 20)}……${found.words.slice(-16)}` : found?.words;
  document.getElementById("selected").textContent = marked ? `选中的“${shown}”：` : "";
  form.querySelector('[data-for="selection"]').hidden = !marked;
  form.querySelector('[data-for="place"]').hidden = marked || !(inItem || field);
  form.querySelector('[value="split"]').hidden = !inItem;
  const link = document.getElementById("to-field");
  link.hidden = !field;
  if (field) link.hash = field.dataset.to;
  toolbar().hidden = !marked && !inItem && !field;
  if (!toolbar().hidden) place();
}

// Below what is selected, above it if there is no room, else at the lower edge; never where it would move the text.
function place() {
  const range = document.getSelection().getRangeAt(0);
  const rects = Array.from(range.getClientRects());
  const [first, last] = rects.length ? [rects[0], rects.at(-1)] : [pointer, pointer];
  if (!first) return;
  const box = toolbar().getBoundingClientRect();
  const column = main.querySelector(".review-text").getBoundingClientRect();
  const below = last.bottom + GAP;
  const above = first.top - GAP - box.height;
  const lowest = window.innerHeight - box.height - 8;
  const top = below <= lowest ? below : above >= 0 ? above : lowest;
  toolbar().style.top = `${Math.max(8, Math.min(top, lowest))}px`;
  const left = Math.max(column.left, Math.min(last.right - box.width / 2, column.right - box.width));
  toolbar().style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - box.width - 8))}px`;
}

function hide() {
  toolbar().hidden = true;
}

function prepare() {
  document.getElementById("how-to-mark").hidden = false;
}

// What a click in the text leads to, and the other way round.
function lead(element) {
  for (const former of document.querySelectorAll(".led-to")) former.classList.remove("led-to");
  element.classList.add("led-to");
  element.scrollIntoView({ block: "center", behavior: "instant" });
}

function leadTo(id) {
  const target = document.getElementById(id);
  if (target) lead(target.matches("input, select, textarea") ? target.closest(".field") : target);
}

// Beside the text a browser selects all that stands between the text and there: the nearest words are meant.
function keepInText(event) {
  const text = document.getElementById("marked-text");
  const box = text.getBoundingClientRect();
  const bottom = Math.min(box.bottom, main.querySelector(".review-answer").getBoundingClientRect().top);
  const x = Math.max(box.left + 1, Math.min(event.clientX, box.right - 1));
  const y = Math.max(box.top + 1, Math.min(event.clientY, bottom - 1));
  if (document.getSelection().isCollapsed || (x === event.clientX && y === event.clientY)) return;
  const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
  const node = at && (at.offsetNode || at.startContainer);
  if (text.contains(node)) document.getSelection().extend(node, at.offset ?? at.startOffset);
}

// While words are being selected nothing shows.
document.addEventListener("pointerdown", (event) => {
  if (isOfToolbar(event.target)) return;
  isDragging = true;
  isFromText = event.target.closest("#marked-text") !== null;
  hide();
});

for (const ended of ["pointerup", "pointercancel"]) {
  document.addEventListener(ended, (event) => {
    if (!isDragging) return;
    isDragging = false;
    pointer = new DOMRect(event.clientX, event.clientY, 0, 0);
    if (isFromText && ended === "pointerup") keepInText(event);
    window.setTimeout(showSelection); // a click that ends a selection ends it after this
  });
}

// By keyboard, or by the handles of a phone.
document.addEventListener("selectionchange", () => {
  window.clearTimeout(settling);
  if (!isDragging) settling = window.setTimeout(() => isDragging || showSelection(), SETTLED);
});

// A press on the toolbar leaves the selection as it is.
main.addEventListener("mousedown", (event) => {
  if (isOfToolbar(event.target)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !toolbar().hidden) {
    document.getSelection().removeAllRanges();
    hide();
  }
});

for (const moved of ["scroll", "resize"]) {
  window.addEventListener(moved, () => toolbar().hidden || place(), { capture: true, passive: true });
}

main.addEventListener("click", (event) => {
  const marked = event.target.closest("#marked-text [data-to]");
  if (marked && SIDE_BY_SIDE.matches && document.getSelection().isCollapsed) {
    leadTo(marked.dataset.to);
    return;
  }
  const link = event.target.closest('.review-fields a[href^="#t"], #to-field');
  if (link && document.getElementById(link.hash.slice(1))) {
    event.preventDefault();
    leadTo(link.hash.slice(1));
    hide();
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

// Where what one looks at stands: the line for what was done in the text, else the pressed item or what is left near it.
function anchors(pressed) {
  const inText = pressed !== null && isOfToolbar(pressed);
  const nodes = document.querySelectorAll(inText ? "#marked-text [data-start]" : ".review-item, .review-ask, .field [id]");
  return [pressed?.closest(".review-item, .review-ask"), ...nodes].flatMap((node) => {
    const box = node?.getBoundingClientRect();
    if (!box || box.bottom < 0 || box.top > window.innerHeight || !(node.id || node.dataset.start)) return [];
    return [[node.id ? `#${CSS.escape(node.id)}` : `[data-start="${node.dataset.start}"]`, box.top]];
  });
}

function comeBack(places, scrolled, focused) {
  document.querySelector(".review-text").scrollTop = scrolled[1];
  window.scrollTo(0, scrolled[0]);
  const [at, top] = places.find(([at]) => main.querySelector(at)) || [];
  if (at) window.scrollBy(0, main.querySelector(at).getBoundingClientRect().top - top);
  const again = focused && main.querySelector(focused);
  if (again) again.focus({ preventScroll: true });
  const trouble = main.querySelector(".errorlist");
  if (trouble) trouble.scrollIntoView({ block: "center" });
}

function sameAgain(node) {
  if (node.id) return `#${CSS.escape(node.id)}`;
  return node.value && node.name === "action" ? `button[value="${CSS.escape(node.value)}"]` : null;
}

// A correction is saved without leaving the place where one reads.
main.addEventListener("submit", async (event) => {
  const form = event.target;
  const pressed = event.submitter;
  const action = pressed ? pressed.value : "save";
  if (form.id !== "review" || LEAVING.has(action.split(":")[0])) return;
  event.preventDefault();
  const data = new FormData(form, pressed);
  if (!data.has("action")) data.set("action", "save");
  form.setAttribute("aria-busy", "true");
  const scrolled = [window.scrollY, document.querySelector(".review-text").scrollTop];
  const places = anchors(pressed || document.activeElement);
  const focused = document.activeElement && sameAgain(document.activeElement);
  // what was typed and never saved is not what is taken back
  const typed = action.startsWith("undo:") ? unsaved(form).map(({ name, value }) => [name, value]) : [];
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
  for (const [name, value] of typed) {
    const field = document.getElementById("review").elements[name];
    if (field) field.value = value;
  }
  comeBack(places, scrolled, focused);
});

prepare();

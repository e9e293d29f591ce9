// The outline: selected words are picked, own text saves itself, and what is pressed changes the reply alone. Without
// this, the buttons do the same and the page comes anew.
"use strict";

const QUIET = 1500; // milliseconds without a key, then what was written is saved
const act = document.getElementById("act");
const state = document.getElementById("outline-state");
const waiting = new Map(); // what is to be saved: the field or form, and its timer
let sending = Promise.resolve();
let underway = 0; // how many saves are not answered yet
let isStale = false;

// Python counts characters, a browser halves of some.
const lengthOf = (text) => Array.from(text).length;

function setVersion(version) {
  for (const field of document.querySelectorAll('input[name="version"]')) field.value = version;
}

function dataOf(element) {
  if (element.form === act || element === act) {
    const data = new FormData(act);
    if (element !== act) data.set("action", element.dataset.autosave);
    return data;
  }
  const data = new FormData(element);
  data.set("action", element.dataset.autosave);
  data.set("version", act.elements.version.value);
  return data;
}

// One after the other: each save is told the version that the one before it made.
function save(element) {
  clearTimeout(waiting.get(element));
  waiting.delete(element);
  underway += 1;
  sending = sending.then(async () => {
    if (isStale) return;
    const answer = await fetch(location.href, { method: "POST", body: dataOf(element), headers: { Accept: "application/json" } }).catch(() => null);
    const told = answer && answer.headers.get("Content-Type") === "application/json" ? await answer.json() : null;
    if (told?.version) setVersion(told.version);
    isStale = answer?.status === 409;
    state.classList.toggle("notice", !told?.version);
    state.textContent = told ? told.message : "没有保存：连不上服务器，或者已退出登录。写的内容还在页面上。";
  }).finally(() => (underway -= 1));
  return sending;
}

const isSaved = () => !waiting.size && !underway;

// Also what was being saved before.
function saveAll() {
  for (const element of [...waiting.keys()]) save(element);
  return sending;
}

document.addEventListener("input", (event) => {
  const element = event.target.closest("textarea[data-autosave], form[data-autosave]");
  if (!element) return;
  clearTimeout(waiting.get(element));
  waiting.set(element, setTimeout(() => save(element), QUIET));
  state.textContent = "正在改，停下来就自动保存。";
});
document.addEventListener("focusout", (event) => {
  const element = event.target.closest("textarea[data-autosave], form[data-autosave]");
  if (element && waiting.has(element)) save(element);
});
window.addEventListener("beforeunload", (event) => {
  if (!isSaved()) event.preventDefault();
});

// The words that are selected inside of one passage, in characters of it; null if there are none.
function selectedIn(words) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const start = lengthOf(before.toString());
  return { start, end: start + lengthOf(range.toString()) };
}

// What of a letter or a plan is picked, and the words that a button is for.
const PICKS = ".memory-passage button";
const wordsToPick = (button) => button.closest(".memory-passage")?.querySelector("[data-words]");

// A press would end the selection before it is read.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(PICKS)) event.preventDefault();
});
document.addEventListener("selectionchange", () => {
  for (const button of document.querySelectorAll(PICKS)) {
    button.firstChild.data = selectedIn(wordsToPick(button)) ? "引用选中的" : "引用";
  }
});

act.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button?.value || isStale) return;
  event.preventDefault();
  const own = document.getElementById(`text-${button.value.split(":")[1]}`);
  if (button.value.startsWith("change:") && own) {
    save(own);
    return;
  }
  const picked = button.matches(PICKS) ? selectedIn(wordsToPick(button)) : null;
  // what is written in another field, and not in the outline yet, stays
  const written = new Map([...document.querySelectorAll('textarea[name^="new-"]')].map((field) => [field.id, field.value]));
  await saveAll();
  const data = new FormData(act);
  data.set("action", button.value);
  data.set("start", picked ? picked.start : "");
  data.set("end", picked ? picked.end : "");
  const answer = await fetch(location.href, { method: "POST", body: data }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  const reply = page?.getElementById("reply-column");
  if (!reply) {
    state.classList.add("notice");
    state.textContent = "没有做成：连不上服务器，或者已退出登录。请刷新页面再试。";
    return;
  }
  const column = document.getElementById("reply-column");
  const before = new Set([...column.querySelectorAll(".reply-item")].map((item) => item.id));
  const at = column.scrollTop;
  column.innerHTML = reply.innerHTML;
  column.scrollTop = at;
  setVersion(page.querySelector('#act input[name="version"]').value);
  for (const [id, text] of written) {
    const field = document.getElementById(id);
    if (field && (!answer.ok || button.value !== id.replace("new-", "write:"))) field.value = text;
  }
  const told = page.querySelector('.notice[role="status"]');
  state.classList.toggle("notice", !answer.ok);
  state.textContent = told ? told.textContent.trim() : "";
  const changed = [...column.querySelectorAll(".reply-item")].find((item) => !before.has(item.id));
  if (picked) document.getSelection().removeAllRanges();
  if (changed) changed.scrollIntoView({ block: "nearest" });
  if (!document.contains(button)) (changed || column).querySelector("button, textarea").focus({ preventScroll: true });
});

// A press of Word, 核对 or 送到录入台 takes what was written last along.
document.addEventListener("click", async (event) => {
  const press = event.target.closest("#reply-column :is(a.button, form:not(#act) button:not([form])), .outline-asks a");
  if (!press || isSaved()) return;
  event.preventDefault();
  await saveAll();
  press.click();
});

document.getElementById("pick-hint")?.removeAttribute("hidden");

// Send many files one after the other, with a row for each; without this the form sends them all at once.
"use strict";

const MOST_ROWS = 1000;
const MISSES = 3; // so many files in a row that do not get through, and the network is down
const PATIENCE = 15 * 60 * 1000; // milliseconds for one file: a scan waits its turn, and is read page by page
const WORDS = { read: "已读出", twins: "可能已有", known: "已录入过", failed: "读不了", unsent: "没有传上" };

const zone = document.getElementById("drop");
const input = zone.querySelector("input[type=file]");
const token = zone.querySelector("[name=csrfmiddlewaretoken]").value;
const sheet = document.getElementById("arrivals-sheet");
const heading = document.getElementById("arrivals");
const progress = document.getElementById("arrivals-progress");
const status = document.getElementById("arrivals-status");
const button = document.getElementById("arrivals-stop");
const rows = document.getElementById("arrival-rows");
const emptyRow = document.getElementById("arrival-row").content.firstElementChild;

const waiting = []; // {name, file: () => Promise<File>, row}
const counts = {};
let done = 0;
let running = false;
let stopping = false;

zone.querySelector(".drop-hint").hidden = false;

zone.addEventListener("submit", (event) => {
  event.preventDefault();
  add(Array.from(input.files, chosen));
  zone.reset();
});

// A file that misses the zone would otherwise take the place of the page.
document.addEventListener("dragover", (event) => {
  if (hasFiles(event)) {
    event.preventDefault();
    zone.classList.add("dragged-over");
  }
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) {
    zone.classList.remove("dragged-over");
  }
});
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) {
    return;
  }
  event.preventDefault();
  zone.classList.remove("dragged-over");
  // the list of what was dropped is gone as soon as this turn ends
  const dropped = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry() || item.getAsFile());
  const found = [];
  for (const one of dropped.filter(Boolean)) {
    if (one instanceof File) {
      found.push(chosen(one));
      continue;
    }
    for await (const inner of walk(one)) {
      found.push(inner);
    }
  }
  add(found);
});

button.addEventListener("click", () => {
  if (running) {
    stopping = true;
    button.disabled = true; // until the file on its way has arrived
  } else {
    run();
  }
});

window.addEventListener("beforeunload", (event) => {
  if (running) {
    event.preventDefault();
  }
});

// One box for all letters of the page; the list may be another one by now.
function offerAll() {
  const all = document.getElementById("all-letters");
  if (all) all.hidden = false;
}

document.addEventListener("change", (event) => {
  if (event.target.closest("#all-letters")) {
    for (const box of document.querySelectorAll("input[form=several]")) box.checked = event.target.checked;
  }
});

offerAll();

function hasFiles(event) {
  return event.dataTransfer !== null && event.dataTransfer.types.includes("Files");
}

function chosen(file) {
  return { name: file.name, file: async () => file };
}

// The files of what was dropped: folders are opened, what programs hide in them is passed over.
async function* walk(entry) {
  if (entry.isFile) {
    yield { name: entry.fullPath.replace(/^\//, ""), file: () => new Promise((give, fail) => entry.file(give, fail)) };
    return;
  }
  const reader = entry.createReader();
  for (let batch = await read(reader); batch.length > 0; batch = await read(reader)) {
    for (const inner of batch) {
      if (!inner.name.startsWith(".") && !inner.name.startsWith("~$")) {
        yield* walk(inner);
      }
    }
  }
}

// A folder that cannot be read counts as empty.
function read(reader) {
  return new Promise((give) => reader.readEntries(give, () => give([])));
}

function add(files) {
  if (files.length === 0) {
    return;
  }
  waiting.push(...files);
  sheet.hidden = false;
  if (!running) {
    run();
  }
}

async function run() {
  running = true;
  stopping = false;
  let misses = 0;
  heading.textContent = "正在上传";
  button.hidden = false;
  button.textContent = "停止";
  while (waiting.length > 0 && !stopping) {
    status.textContent = `第 ${done + 1} 份，共 ${done + waiting.length} 份`;
    const one = waiting.shift();
    const result = await send(one);
    if (result === null) {
      waiting.unshift(one);
      return end("请重新登录：登录已失效，或没有录入的权限", true);
    }
    done += 1;
    progress.max = done + waiting.length;
    progress.value = done;
    show(one, result);
    misses = result.status === "unsent" ? misses + 1 : 0;
    stopping ||= misses === MISSES;
  }
  end(waiting.length > 0 ? "已停止" : "处理完毕", false);
  await freshQueue();
}

// What became of a file; null if the person has to log in first.
async function send(one) {
  try {
    const file = await one.file();
    if (file.size > Number(input.dataset.mostBytes)) {
      return { status: "failed", error: input.dataset.tooLarge };
    }
    const body = new FormData();
    body.append("file", file, file.name);
    const answer = await fetch(zone.action, {
      method: "POST",
      body,
      headers: { "Accept": "application/json", "X-CSRFToken": token },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return null;
    }
    if (answer.status === 200 || answer.status === 422) {
      return await answer.json();
    }
    return { status: "unsent", error: "服务器没有收下，请稍后重试。" };
  } catch {
    return { status: "unsent", error: "网络不通，或者文件已移动、改动。" };
  }
}

function show(one, result) {
  const kind = result.status === "read" && result.twins.length > 0 ? "twins" : result.status;
  if (one.row) {
    counts[one.kind] -= 1;
  }
  counts[kind] = (counts[kind] || 0) + 1;
  const row = emptyRow.cloneNode(true);
  row.className = kind;
  row.querySelector(".part").textContent = WORDS[kind];
  row.querySelector(".arrival-name").textContent = one.name;
  row.querySelector(".arrival-said").textContent = said(result);
  row.querySelector(".arrival-links").append(...links(one, result, row));
  const atEnd = rows.scrollTop + rows.clientHeight >= rows.scrollHeight - 8;
  if (one.row) {
    one.row.replaceWith(row);
  } else {
    rows.append(row);
  }
  if (rows.childElementCount > MOST_ROWS) {
    (rows.querySelector(".read") || rows.firstElementChild).remove(); // it waits in the list below
  }
  if (atEnd) {
    rows.scrollTop = rows.scrollHeight;
  }
}

function said(result) {
  if (result.status !== "read") {
    return `${result.error}${result.title || ""}`;
  }
  const doubts = result.problems > 0 ? `，缺项和疑点 ${result.problems}` : "";
  const twins = result.twins.map((twin) => `。${twin.why}：${twin.title}`).join("");
  return `${result.title}：${result.asks} 项建议，${result.passages} 段${doubts}${twins}`;
}

function links(one, result, row) {
  if (result.status === "unsent") {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "small";
    again.textContent = "重试";
    again.addEventListener("click", () => {
      again.disabled = true;
      done -= 1;
      add([{ ...one, row, kind: "unsent" }]);
    });
    return [again];
  }
  const compared = (result.twins || []).map((twin) => link(twin.compare_url, "比较", one));
  return result.url ? [...compared, link(result.url, result.status === "known" ? "查看" : "核对", one)] : compared;
}

function link(address, words, one) {
  const made = document.createElement("a");
  const about = document.createElement("span");
  made.href = address;
  about.className = "unseen";
  about.textContent = `：${one.name}`;
  made.append(words, about);
  return made;
}

function end(words, loggedOut) {
  running = false;
  const told = Object.keys(WORDS).filter((kind) => counts[kind] > 0).map((kind) => `${WORDS[kind]} ${counts[kind]} 份`);
  const left = waiting.length > 0 ? [`还有 ${waiting.length} 份没有上传`] : [];
  heading.textContent = loggedOut ? "上传中断" : waiting.length > 0 ? "已停止上传" : "上传结果";
  status.textContent = `${[words, ...told, ...left].join("，")}。`;
  if (loggedOut) {
    const login = document.createElement("a");
    login.href = sheet.dataset.login;
    login.textContent = "重新登录";
    status.append("登录后再选一次这些文件，传过的不会重复。", login);
    waiting.length = 0;
  }
  button.disabled = false;
  button.hidden = waiting.length === 0;
  button.textContent = "继续";
}

// What has just arrived stands in the list below.
async function freshQueue() {
  const answer = await fetch(window.location.pathname, { redirect: "manual" }).catch(() => null);
  if (answer === null || answer.status !== 200 || running) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("queue").parentElement.replaceWith(page.getElementById("queue").parentElement);
  offerAll();
}

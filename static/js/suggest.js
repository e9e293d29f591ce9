// Help while typing: a combobox with a listbox (ARIA 1.2) on the search box, which works without it.
"use strict";

(() => {
  const PAUSE = 150; // milliseconds without a key before the server is asked
  const LONGEST = 60; // longer words are a sentence, for which there is no help

  const box = document.querySelector("[data-suggest]");
  const list = document.createElement("ul");
  const spoken = document.createElement("p");
  let shown = []; // the suggestions in the list, in its order
  let chosen = -1; // the place of the one the keyboard is on
  let timer = 0;
  let asking = new AbortController();

  list.id = "suggestions";
  list.className = "suggestions plain";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "提示");
  spoken.className = "unseen";
  spoken.setAttribute("aria-live", "polite");
  box.parentElement.append(list, spoken);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
    ["aria-expanded", "false"]]) {
    box.setAttribute(name, value);
  }

  box.addEventListener("input", (event) => { event.isComposing ? close() : askSoon(); });
  box.addEventListener("compositionstart", close); // the input method shows its own help in this place
  box.addEventListener("compositionend", askSoon);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
  box.addEventListener("keydown", (event) => {
    const deed = KEYS[event.key];
    if (deed && !event.isComposing && event.keyCode !== 229 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      deed(event);
    }
  });
  list.addEventListener("mousedown", (event) => { event.preventDefault(); }); // the box keeps the keyboard
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(shown[Array.prototype.indexOf.call(list.children, option)]);
    }
  });

  const KEYS = {
    ArrowDown: (event) => { if (mayHelp()) { event.preventDefault(); list.hidden ? ask() : move(1); } },
    ArrowUp: (event) => { if (!list.hidden) { event.preventDefault(); move(-1); } },
    Enter: (event) => { if (chosen >= 0) { event.preventDefault(); take(shown[chosen]); } },
    Escape: (event) => { if (!list.hidden) { event.preventDefault(); close(); } },
    Tab: close,
  };

  function askSoon() {
    stop();
    timer = window.setTimeout(ask, PAUSE);
  }

  async function ask() {
    stop();
    const words = box.value.trim();
    if (!words || !mayHelp()) {
      close();
      return;
    }
    const mine = asking = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: mine.signal });
      const items = answer.ok ? (await answer.json()).items : [];
      if (!mine.signal.aborted && document.activeElement === box) {
        show(items);
      }
    } catch {
      // given up for a newer question, or no network: the box works without help
    }
  }

  // In several lines the arrows move between them.
  function mayHelp() {
    return box.value.length <= LONGEST && !box.value.includes("\n");
  }

  function stop() {
    window.clearTimeout(timer);
    asking.abort();
  }

  function show(items) {
    shown = items;
    list.replaceChildren(...items.map(optionOf));
    list.hidden = items.length === 0;
    box.setAttribute("aria-expanded", String(items.length > 0));
    spoken.textContent = items.length ? `${items.length} 条提示` : "";
    choose(-1);
  }

  function optionOf(item, place) {
    const option = document.createElement("li");
    option.id = `suggestion-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const [name, words] of [["suggestion-text", item.text], ["suggestion-label", item.label]]) {
      const piece = document.createElement("span");
      piece.className = name;
      piece.textContent = words;
      option.append(piece, " ");
    }
    return option;
  }

  function close() {
    stop();
    if (!list.hidden) {
      show([]);
    }
  }

  // Behind the last comes the box itself, then the first again.
  function move(step) {
    const places = shown.length + 1;
    choose((chosen + 1 + step + places) % places - 1);
  }

  function choose(place) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[place];
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function take(item) {
    close();
    if (item.url) {
      window.location.assign(item.url);
      return;
    }
    box.value = item.text;
    box.form.requestSubmit();
  }
})();

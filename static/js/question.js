// The box of the search page: it grows with what is pasted, and Enter asks. It works without this, by its button.
"use strict";

(() => {
  // as in search_pages/long_questions.py: what is no longer is asked by its address, without a way round by POST
  const LONGEST_IN_ADDRESS = 100;

  const box = document.getElementById("q");
  const form = box.form;
  const token = form.elements.csrfmiddlewaretoken;

  box.addEventListener("keydown", (event) => {
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composes && !event.defaultPrevented) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", () => {
    const isShort = box.value.length <= LONGEST_IN_ADDRESS;
    form.method = isShort ? "get" : "post";
    form.setAttribute("action", isShort ? form.dataset.get : form.dataset.post);
    token.disabled = isShort;
  });
  form.dataset.post = form.getAttribute("action");

  if (!CSS.supports("field-sizing", "content")) {
    const grow = () => {
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
    };
    box.addEventListener("input", grow);
    grow();
  }
})();

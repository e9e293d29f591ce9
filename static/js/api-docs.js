// Starts the reader of the API's description, and names what it leaves without a name.
"use strict";

const settings = JSON.parse(document.getElementById("swagger-settings").textContent);
const place = document.getElementById("swagger-ui");

// A field of a form is named after the parameter in whose row it stands.
function nameOf(element) {
  const row = element.closest("tr[data-param-name]");
  if (row) return row.dataset.paramName;
  if (element.closest(".copy-to-clipboard")) return "复制";
  return element.matches("select") ? "答复的格式" : "操作";
}

function giveNames() {
  for (const element of place.querySelectorAll("button, input, select")) {
    const named = element.hasAttribute("aria-label") || (element.matches("button") && element.textContent.trim());
    if (!named) element.setAttribute("aria-label", nameOf(element));
  }
  // What scrolls must be reachable by keyboard.
  for (const listing of place.querySelectorAll("pre:not([tabindex])")) {
    listing.tabIndex = 0;
  }
}

new MutationObserver(giveNames).observe(place, { childList: true, subtree: true });
SwaggerUIBundle({ ...settings, domNode: place, presets: [SwaggerUIBundle.presets.apis] });

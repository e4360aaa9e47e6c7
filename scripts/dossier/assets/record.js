// The tools of a record's page: copy its link, or a report of an error in it with the link.
(() => {
  "use strict";
  const status = document.querySelector(".d-status");

  // Where the clipboard is refused, the text stands there selected.
  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = button.dataset.done;
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
      field.setAttribute("aria-label", button.textContent);
      status.replaceChildren(field);
      field.select();
    }
  }

  for (const button of document.querySelectorAll("[data-d-copy]")) {
    const path = button.dataset.dCopy; // as it stands in the text that is copied; without one, the link alone is
    button.addEventListener("click", () => {
      const address = location.href.split(/[?#]/)[0];
      const text = path ? button.parentElement.querySelector("pre").textContent.replace(path, address) : address;
      copy(text, button);
    });
  }
})();

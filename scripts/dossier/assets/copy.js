// Buttons that copy: the text right before them, where it names this page with its whole address, or that alone.
(() => {
  "use strict";

  // Where the clipboard is refused, the text stands there selected.
  async function copy(text, button) {
    const status = button.parentElement.querySelector(":scope > .d-status");
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
    const path = button.dataset.dCopy; // this page's address as it stands in the text
    button.addEventListener("click", () => {
      const address = location.href.split(/[?#]/)[0];
      const before = button.previousElementSibling;
      copy(before ? before.textContent.replace(path || address, address) : address, button);
    });
  }
})();

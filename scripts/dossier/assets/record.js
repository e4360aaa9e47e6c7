// The tools of a record's page: copy its link, a report of an error in it with the link, or the line it is written on.
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
    const text = button.parentElement.querySelector(":scope > pre")?.textContent; // without one, the link alone is copied
    const path = button.dataset.dCopy; // of this page, as it stands in the text
    button.addEventListener("click", () => {
      const address = location.href.split(/[?#]/)[0];
      copy(path ? text.replace(path, address) : (text ?? address), button);
    });
  }
})();

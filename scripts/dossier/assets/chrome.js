// Around the page: the colours the reader chose, the menu on a phone, and opening the search.
// Loaded in the head and not deferred, so that nothing is painted in the wrong colours first.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "dossier.scheme"; // "dark" or "light"; nothing while the reader follows the system

  // Storage may be refused (private windows, files): the switch then holds for the page.
  let choice = null;
  try { choice = localStorage.getItem(KEY); } catch { /* see above */ }
  const store = () => {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch { /* see above */ }
  };

  const isDark = () => (choice ? choice === "dark" : system.matches);
  const show = () => {
    if (choice) root.dataset.scheme = choice;
    else delete root.dataset.scheme;
  };

  root.classList.replace("no-js", "js");
  show();

  // The headings' face, asked for at the same time as the style sheet that names it (serif.css). Pages that were opened
  // as files may not ask ahead.
  const style = document.querySelector("link[data-face]");
  if (style && location.protocol !== "file:") {
    const href = style.dataset.face;
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "preload", as: "font", crossOrigin: "", href }),
    );
  }

  function prepareSwitch(button) {
    const label = () => {
      button.title = isDark() ? button.dataset.light : button.dataset.dark;
      button.setAttribute("aria-label", button.title);
    };
    button.addEventListener("click", () => {
      const dark = !isDark();
      choice = dark === system.matches ? null : dark ? "dark" : "light"; // back to the system's: follow it again
      store();
      show();
      label();
    });
    system.addEventListener("change", label);
    label();
  }

  // Scripts run in the order they are asked for (async: false), whichever arrives first.
  const load = (src) =>
    new Promise((onload, onerror) => {
      const script = Object.assign(document.createElement("script"), { async: false, src, onload, onerror });
      document.head.append(script);
    });

  // The index and the search itself come when the reader first reaches for them. As scripts, for a page that was
  // opened as a file may not fetch.
  function prepareSearch(button, dialog) {
    const input = dialog.querySelector("input");
    let ready;
    const prepare = () =>
      (ready ??= Promise.all([dialog.dataset.index, ...dialog.dataset.scripts.split(" ")].map(load)).then(
        () => window.dossier.search(dialog),
        () => { ready = undefined; }, // the next try loads again
      ));
    const open = () => {
      if (!dialog.open) dialog.showModal();
      input.select();
      prepare();
    };
    for (const reach of ["pointerenter", "focus", "touchstart"]) {
      button.addEventListener(reach, prepare, { passive: true });
    }
    button.addEventListener("click", open);
    dialog.querySelector("[data-d-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close(); // the backdrop, or a result
    });
    if (location.hash === "#search") open(); // the way here from an address that does not exist
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        open();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const scheme = document.querySelector("[data-d-scheme]");
    if (scheme) prepareSwitch(scheme);
    const search = document.querySelector("[data-d-search]");
    if (search) prepareSearch(search, document.querySelector(".d-search"));
    for (const row of document.querySelectorAll(".d-nav ul, .d-subnav ul")) {
      const current = row.querySelector("[aria-current]");
      if (current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    }
  });
})();

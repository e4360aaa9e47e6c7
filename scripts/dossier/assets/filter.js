// The filter of a page's rows: by text, in either Chinese script, and by what the rows' data attributes hold. The filter
// stands in the address, so that it can be shared and gone back to.
(() => {
  "use strict";
  const form = document.querySelector(".d-filter");
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const fields = [...form.querySelectorAll("[name]")];
  const selects = fields.filter((field) => field.matches("select"));
  const elements = [...document.querySelectorAll(".d-rows > li, [data-row]")];
  const groups = [...document.querySelectorAll("[data-group]")].map((element) => ({ element, rows: [] }));
  const forms = new Map([...form.querySelectorAll("[data-forms]")].map((option) => [option.value, option.dataset.forms]));
  let matcher; // made when the reader first types

  const rows = elements.map((element) => {
    const row = { element, shown: true, values: Object.fromEntries(selects.map(({ name }) => [name, (element.dataset[name] ?? "").split(" ")])) };
    groups.find((group) => group.element.contains(element))?.rows.push(row);
    return row;
  });

  // A row's text, and every form of its names.
  const folded = (row) =>
    (row.text ??= matcher.fold([row.element.textContent, ...(row.values.entity ?? []).map((id) => forms.get(id) ?? "")].join("\n")));
  const asked = (query) => {
    if (!query.trim()) return [];
    matcher ??= window.dossier.matcher(form.dataset.variants, [...forms.values(), ...form.dataset.alike.split("\t")].map((text) => text.split("\n")));
    return matcher.terms(query);
  };

  function apply() {
    const terms = asked(form.elements.q?.value ?? "");
    const chosen = selects.filter((select) => select.value);
    let count = 0;
    for (const row of rows) {
      const shown =
        chosen.every(({ name, value }) => row.values[name].includes(value)) &&
        terms.every((term) => matcher.places(folded(row), term).length > 0);
      if (shown !== row.shown) row.element.hidden = !shown;
      row.shown = shown;
      count += shown;
    }
    for (const group of groups) group.element.hidden = !group.rows.some((row) => row.shown);
    const filtered = fields.some((field) => field.value);
    reset.hidden = !filtered;
    const { none, one, other } = form.dataset;
    status.textContent = !filtered ? "" : count === 0 ? none : count === 1 ? one : other.replace("#", count);
  }

  const read = () => {
    const given = new URLSearchParams(location.search);
    for (const field of fields) field.value = given.get(field.name) ?? "";
    for (const select of selects) if (select.selectedIndex < 0) select.value = "";
  };
  // The other languages are offered with the same filter.
  const pass = () => {
    for (const link of document.querySelectorAll(".d-languages a")) link.search = location.search;
  };
  const write = (replace) => {
    const search = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    const address = search.size ? `?${search}` : location.pathname;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    pass();
  };

  // What is typed without a break is one step back.
  let typing = null;
  form.addEventListener("input", ({ target }) => {
    write(target === typing);
    typing = target.matches("input") ? target : null;
    apply();
  });
  form.addEventListener("reset", () => {
    typing = null;
    setTimeout(() => {
      write(false);
      apply();
      fields[0].focus();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", () => {
    typing = null;
    read();
    pass();
    apply();
  });
  read();
  pass();
  apply();
})();

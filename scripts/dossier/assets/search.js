// The search. search/index.js has put `dossier.index` there: {variants: "億亿…", entries: [[address, title, page, text]…]};
// the text of a name's page is the name's forms, one a line.
(() => {
  "use strict";
  const SHOWN = 6; // results of a group before it is asked for whole
  const AROUND = 60; // characters of a snippet on either side of the first match
  // The groups by the folder of the addresses: what a match in the title counts, and what the kind counts by itself.
  const KINDS = {
    p: { title: 10, own: 4 }, e: { title: 12, own: 5 }, c: { title: 8, own: 3 }, d: { title: 6, own: 1 },
    x: { title: 5, own: 0 }, f: { title: 5, own: 0 },
  };
  const FIGURES = { f: 10, x: 6 }; // what an amount in a record's own statement counts for more
  // Between 0 and 1: how much a text is about what it says so many times.
  const dense = (times, length) => times / (times + length / 400);

  const { variants, alike, entries } = window.dossier.index;
  const kindOf = (address) => /^[a-z](?=\/)/.exec(address)?.[0] ?? "p";
  const named = entries.filter(([address]) => kindOf(address) === "e").map(([, title, , text]) => [title, ...text.split("\n")]);
  const { fold, terms, places, whole } = window.dossier.matcher(variants, [...named, ...alike]);

  const records = entries.map(([address, title, page, text]) => {
    const kind = kindOf(address);
    const name = page && page !== title ? `${page} › ${title}` : title;
    const part = address.includes("#");
    const record = { address, kind, name, text, part, id: address.replace(/^.*\/|\.html.*$/g, "") };
    record.inTitle = fold(part ? title : name);
    record.inName = fold(name);
    record.inText = fold(text);
    record.names = [title, part ? "" : page].map(fold);
    record.forms = kind === "e" ? record.inText.split("\n") : [];
    return record;
  });

  // What a term counts: in the title, the text, the title of the page around it, or the record's id; 0 where it is nowhere.
  const points = (record, term) => {
    const { title } = KINDS[record.kind];
    const inTitle = places(record.inTitle, term);
    if (inTitle.length) {
      const figure = term.value === undefined ? 0 : (FIGURES[record.kind] ?? 0);
      const best = inTitle.some((place) => whole(record.inTitle, place)) ? 1 : 0.6;
      return title * best + figure + (inTitle[0][0] === 0 ? 2 : 0);
    }
    const inText = places(record.inText, term);
    if (inText.length && record.kind === "e") return title;
    if (inText.length) return (inText.some((place) => whole(record.inText, place)) ? 3 : 2) + 1.5 * dense(inText.length, record.inText.length);
    if (places(record.inName, term).length) return 2;
    return !record.part && record.id.includes(term.words[0]) ? 1 : 0;
  };

  // How well a record answers, or 0: names before statements, statements before texts; whole words before parts.
  const score = (record, asked, query) => {
    const byId = record.id === query ? 50 : 0;
    let sum = byId + KINDS[record.kind].own - (record.part ? 1 : 0) - record.inTitle.length / 1000;
    for (const term of asked) {
      const found = points(record, term);
      if (!found) return byId;
      sum += found;
    }
    if (record.names.includes(query)) sum += 45;
    else if (record.forms.includes(query)) sum += 40;
    else if (asked.length > 1 && record.inTitle.includes(query)) sum += 6;
    return Math.max(sum, 0.1);
  };

  /** The groups, best first: [[kind, its records, best first]…]; the order of the site among equals. */
  const find = (text) => {
    const asked = terms(text);
    const query = fold(text).trim();
    const found = asked.length
      ? records.map((record) => ({ record, sum: score(record, asked, query) })).filter(({ sum }) => sum)
      : [];
    found.sort((a, b) => b.sum - a.sum);
    const groups = new Map();
    for (const { record } of found) groups.set(record.kind, [...(groups.get(record.kind) ?? []), record]);
    return { asked, groups: [...groups], count: found.length };
  };

  // Where the terms stand in a folded text: [start, end] pairs in order, none within another.
  const marks = (folded, asked) => {
    const all = asked.flatMap((term) => places(folded, term)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let reached = 0;
    return all.filter(([start, end]) => start >= reached && (reached = end));
  };

  const marked = (element, text, folded, asked) => {
    let done = 0;
    for (const [start, end] of marks(folded, asked)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(done, start), mark);
      done = end;
    }
    element.append(text.slice(done));
    return element;
  };

  // The passage around the first match, from one space or 汉字 to another.
  const snippet = ({ text, inText }, asked) => {
    const first = marks(inText, asked)[0]?.[0] ?? 0;
    let start = Math.max(0, first - AROUND);
    let end = Math.min(text.length, first + 2 * AROUND);
    if (start) start += text.slice(start, first).search(/[\s\u3000-\u9fff]/) + 1;
    while (end < text.length && /[^\s\u3000-\u9fff]/.test(text[end])) end += 1;
    const paragraph = document.createElement("p");
    if (start) paragraph.append("… ");
    marked(paragraph, text.slice(start, end), inText.slice(start, end), asked);
    if (end < text.length) paragraph.append(" …");
    return paragraph;
  };

  window.dossier.find = find;
  window.dossier.search = (dialog) => {
    const input = dialog.querySelector("input");
    const count = dialog.querySelector(".d-search__count");
    const list = dialog.querySelector(".d-search__results");
    const { none, one, other, all, base } = dialog.dataset;

    const item = (record, asked) => {
      const link = Object.assign(document.createElement("a"), { href: base + record.address });
      link.append(marked(document.createElement("strong"), record.name, record.inName, asked), snippet(record, asked));
      const entry = document.createElement("li");
      entry.append(link);
      return entry;
    };
    const group = (kind, found, asked) => {
      const section = document.createElement("section");
      const title = Object.assign(document.createElement("h2"), { textContent: dialog.getAttribute(`data-kind-${kind}`) });
      const items = document.createElement("ol");
      items.append(...found.slice(0, SHOWN).map((record) => item(record, asked)));
      section.append(title, items);
      if (found.length > SHOWN) {
        const more = Object.assign(document.createElement("button"), { type: "button", textContent: all.replace("#", found.length) });
        more.addEventListener("click", () => {
          const rest = found.slice(SHOWN).map((record) => item(record, asked));
          items.append(...rest);
          more.remove();
          rest[0].querySelector("a").focus();
        });
        section.append(more);
      }
      return section;
    };
    const show = () => {
      const { asked, groups, count: sum } = find(input.value);
      count.textContent = asked.length ? (sum === 0 ? none : sum === 1 ? one : other.replace("#", sum)) : "";
      list.replaceChildren(...groups.map(([kind, found]) => group(kind, found, asked)));
    };

    input.addEventListener("input", show);
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [input, ...list.querySelectorAll("a, button")];
      if (event.key === "Enter" && event.target === input && !event.isComposing) list.querySelector("a")?.click();
      if (!step || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    });
    show();
  };
})();

// The search: exact substrings, every word must occur, titles before texts; either Chinese script finds both.
// search/index.js has put `dossier.index` there: {variants: "億亿…", sections: [[address, page, title, text]…]}.
(() => {
  "use strict";
  const SHOWN = 40; // results
  const AROUND = 60; // characters of a snippet on either side of the first match

  const { variants, sections } = window.dossier.index;
  const plain = new Map();
  for (let i = 0; i < variants.length; i += 2) plain.set(variants[i], variants[i + 1]);

  // What is compared: lower case, full width as half width, one form of each Han character. A character stays one
  // character, so that a place in the folded text is the same place in the text.
  const fold = (text) =>
    text
      .replace(/[^\x00-\x7f]/g, (character) => {
        const folded = (plain.get(character) ?? character).normalize("NFKC").toLowerCase();
        return folded.length === 1 ? folded : character;
      })
      .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

  const entries = sections.map(([address, page, title, text]) => {
    const name = title === page || !page ? title : `${page} › ${title}`;
    return { address, name, text, inName: fold(name), inTitle: fold(title), inText: fold(text) };
  });

  const score = (entry, words) => {
    let sum = entry.address.includes("#") ? 0 : 1;
    for (const word of words) {
      if (entry.inTitle === word) sum += 40;
      else if (entry.inTitle.includes(word)) sum += 20;
      else if (entry.inName.includes(word)) sum += 5;
      if (entry.inText.includes(word)) sum += 3;
    }
    return sum;
  };

  /** The entries with every word, best first; the order of the site among equals. */
  const find = (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (!words.length) return { words, found: [] };
    const found = entries
      .filter((entry) => words.every((word) => entry.inName.includes(word) || entry.inText.includes(word)))
      .map((entry) => ({ entry, points: score(entry, words) }))
      .sort((a, b) => b.points - a.points)
      .map(({ entry }) => entry);
    return { words, found };
  };

  // Where the words stand in a folded text: [start, end] pairs in order, none within another.
  const places = (folded, words) => {
    const all = [];
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        all.push([at, at + word.length]);
      }
    }
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let reached = 0;
    return all.filter(([start, end]) => start >= reached && (reached = end));
  };

  const marked = (element, text, folded, words) => {
    let done = 0;
    for (const [start, end] of places(folded, words)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(done, start), mark);
      done = end;
    }
    element.append(text.slice(done));
    return element;
  };

  // The passage around the first match, from one space or 汉字 to another.
  const snippet = ({ text, inText }, words) => {
    const first = places(inText, words)[0]?.[0] ?? 0;
    let start = Math.max(0, first - AROUND);
    let end = Math.min(text.length, first + 2 * AROUND);
    if (start) start += text.slice(start, first).search(/[\s\u3000-\u9fff]/) + 1;
    while (end < text.length && /[^\s\u3000-\u9fff]/.test(text[end])) end += 1;
    const paragraph = document.createElement("p");
    if (start) paragraph.append("… ");
    marked(paragraph, text.slice(start, end), inText.slice(start, end), words);
    if (end < text.length) paragraph.append(" …");
    return paragraph;
  };

  window.dossier.search = (dialog) => {
    const input = dialog.querySelector("input");
    const count = dialog.querySelector(".d-search__count");
    const list = dialog.querySelector(".d-search__results");

    const show = () => {
      const { words, found } = find(input.value);
      const { none, one, other } = dialog.dataset;
      const sum = found.length === 0 ? none : found.length === 1 ? one : other.replace("#", found.length);
      count.textContent = words.length ? sum : "";
      list.replaceChildren(
        ...found.slice(0, SHOWN).map((entry) => {
          const link = Object.assign(document.createElement("a"), { href: dialog.dataset.base + entry.address });
          const title = marked(document.createElement("strong"), entry.name, entry.inName, words);
          link.append(title, snippet(entry, words));
          const item = document.createElement("li");
          item.append(link);
          return item;
        }),
      );
    };

    input.addEventListener("input", show);
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [input, ...list.querySelectorAll("a")];
      if (event.key === "Enter" && event.target === input && !event.isComposing) stops[1]?.click();
      if (!step || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    });
    show();
  };
})();

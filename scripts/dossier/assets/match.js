// What the search and the ledger's filter match by: exact substrings in either Chinese script, names in any of their
// forms, amounts however they are written (1600亿, 160 billion, 160bn).
(() => {
  "use strict";
  const SCALES = {
    千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8, 十亿: 1e9, 百亿: 1e10, 千亿: 1e11, 万亿: 1e12,
    k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, tn: 1e12, trillion: 1e12,
    "%": 0.01, percent: 0.01, "per cent": 0.01,
  };
  const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
  // Longest first; letters of a scale are a word of their own.
  const SCALE = Object.keys(SCALES).sort((a, b) => b.length - a.length).map((n) => (/[a-z]/.test(n) ? `${n}(?![a-z])` : n)).join("|");
  const AMOUNT = new RegExp(`(${NUMBER})(?:\\s*[-–—~至到]\\s*(${NUMBER}))?\\s*(${SCALE})`, "g");
  const CURRENCY = /(?:us|hk)?\$|[¥€]|rmb|cny|usd|人民币|美元|元|yuan|dollars?/g;
  const LATIN = /[a-z0-9]/;

  /** Amounts in a folded text: {start, end, values}. */
  const amounts = (text) =>
    [...text.matchAll(AMOUNT)].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      values: [found[1], found[2]].filter(Boolean).map((n) => Number(n.replaceAll(",", "")) * SCALES[found[3]]),
    }));
  const same = (a, b) => Math.abs(a - b) <= 1e-9 * Math.abs(b);

  // Where a word stands in a text: [start, end] pairs.
  const finds = (text, word) => {
    const places = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push([at, at + word.length]);
    return places;
  };
  // Whether a place begins and ends where a Latin word does; Han characters have no such ends.
  const whole = (text, [start, end]) =>
    !(LATIN.test(text[start]) && LATIN.test(text[start - 1] ?? "")) && !(LATIN.test(text[end - 1]) && LATIN.test(text[end] ?? ""));

  /** variants: "億亿…", pairs of a traditional character and its simplified one; names: the forms of each name. */
  (window.dossier ??= {}).matcher = (variants, names) => {
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

    const forms = new Map(); // a form of a name → all forms of those that bear it
    for (const group of names.map((each) => [...new Set(each.map(fold))])) {
      for (const form of group) {
        if (form.length > 1) forms.set(form, [...new Set([...(forms.get(form) ?? []), ...group])]);
      }
    }
    const known = [...forms.keys()].sort((a, b) => b.length - a.length);

    /** What is asked for: terms, each {words} of which one must occur, or {value, words}: that amount, or those words. */
    const terms = (query) => {
      const found = [];
      let left = fold(query).trim();
      const take = (start, end, term) => {
        found.push({ at: start, ...term });
        left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
      };
      for (const { start, end, values } of amounts(left)) take(start, end, { value: values[0], words: [left.slice(start, end)] });
      if (found.length) left = left.replace(CURRENCY, (mark) => " ".repeat(mark.length));
      for (const form of known) {
        const place = finds(left, form).find((each) => whole(left, each));
        if (place) take(...place, { words: forms.get(form) });
      }
      for (const word of left.matchAll(/[^\s,;、。·“”]+/g)) {
        found.push({ at: word.index, words: spellings(word[0]) });
      }
      return found.sort((a, b) => a.at - b.at);
    };
    // A plural also finds its singular, a long number the one with commas.
    const spellings = (word) => {
      if (/^[a-z]{4,}s$/.test(word)) return [word, word.slice(0, -1)];
      if (/^\d{4,}$/.test(word)) return [word, word.replace(/\B(?=(\d{3})+$)/g, ",")];
      return [word];
    };

    /** Where a term stands in a folded text. */
    const places = (text, { words, value }) => {
      const found = words.flatMap((word) => finds(text, word));
      if (value === undefined) return found;
      const exact = amounts(text).filter(({ values }) => values.some((each) => same(each, value)));
      return exact.length ? exact.map(({ start, end }) => [start, end]) : found.filter((place) => !/\d/.test(text[place[0] - 1] ?? ""));
    };
    return { fold, terms, places, whole };
  };
})();

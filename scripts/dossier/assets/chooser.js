// At the top of the site: go on to the first language of the reader's that the site has.
(() => {
  "use strict";
  const links = [...document.querySelectorAll("a[hreflang]")];
  const script = (tag) => (/^zh\b/i.test(tag) ? (/hant|tw|hk|mo/i.test(tag) ? "zh-hant" : "zh-hans") : tag.split("-")[0]);
  const wanted = navigator.languages.map((tag) => script(tag).toLowerCase());
  const link = wanted.map((tag) => links.find((l) => script(l.hreflang).toLowerCase() === tag)).find(Boolean);
  location.replace((link ?? links[0]).href);
})();

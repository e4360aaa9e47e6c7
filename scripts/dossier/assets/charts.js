// A live chart in place of the static one, when the reader reaches for it: points at it with a mouse or pen, or presses
// "Explore". plotly.js is fetched only then. The static drawing stays below: its links keep the keyboard's way.
(() => {
  "use strict";
  const LIBRARY = new URL("plotly.min.js", document.currentScript.src).href;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let library = null;

  function load() {
    library ??= new Promise((resolve, reject) => {
      if (!document.getElementById("plotly.js-style-global")) {
        const mark = document.createElement("template"); // tells plotly.js to add no style element: chart.css has its rules
        mark.id = "plotly.js-style-global";
        mark.className = "no-inline-styles";
        document.head.append(mark);
      }
      const script = document.createElement("script");
      script.src = LIBRARY;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        library = null;
        script.remove();
        reject(new Error("the chart library did not load"));
      };
      document.head.append(script);
    });
    return library;
  }

  // The figure for the drawing that is shown, in the colours and the font of the moment.
  function figureOf(stage, drawing) {
    const text = drawing.matches(".d-chart__static--wide") ? stage.dataset.figureWide : stage.dataset.figureNarrow;
    const style = getComputedStyle(stage);
    const { scheme = system.matches ? "dark" : "light" } = document.documentElement.dataset;
    const paint = (value) => value.match(/#\w+/g)?.at(scheme === "dark" ? -1 : 0) ?? value;
    const { colours } = JSON.parse(text).layout.meta;
    const painted = Object.entries(colours).reduce(
      (json, [sentinel, name]) => json.replaceAll(sentinel, paint(style.getPropertyValue(name).trim())),
      text,
    );
    const figure = JSON.parse(painted);
    figure.layout.font = { family: style.fontFamily };
    return figure;
  }

  function tipFor(stage, told) {
    const tip = document.createElement("div");
    tip.className = "d-chart__tip";
    tip.setAttribute("aria-hidden", "true"); // the link under it says the same
    const lines = [["strong", told.value], ["span", told.label], ["small", told.about], ["em", stage.dataset.open]];
    for (const [tag, text] of lines) tip.appendChild(document.createElement(tag)).textContent = text;
    return tip;
  }

  function enliven(chart) {
    const stage = chart.querySelector(".d-chart__stage");
    const button = chart.querySelector(".d-chart__explore");
    if (!stage) return;
    let wanted = false;
    let live = null; // the element that plotly.js draws in
    let tip = null;
    let pointer = null; // the kind of the last one: mouse, pen, touch
    let touched = null; // the mark that a touch has told of
    const shown = () => [...stage.querySelectorAll(".d-chart__static")].find((each) => each.offsetWidth);
    const links = () => [...shown().querySelectorAll("a[data-mark]")];

    // Below its bar; beginning at the pointer where there is one.
    function tell(number, clientX) {
      hush();
      const { marks } = JSON.parse(stage.dataset.figureWide).layout.meta;
      tip = stage.appendChild(tipFor(stage, marks[number]));
      const place = stage.getBoundingClientRect();
      const bar = links()[number].getBoundingClientRect();
      const left = Math.min((clientX ?? bar.left) - place.left, stage.clientWidth - tip.offsetWidth);
      tip.style.left = `${Math.max(0, left)}px`;
      tip.style.top = `${bar.bottom - place.top + 8}px`;
      live.classList.add("d-chart__live--on-mark");
    }

    function hush() {
      tip?.remove();
      tip = null;
      live?.classList.remove("d-chart__live--on-mark");
    }

    // The static link does it, so that whatever the page does with links to evidence happens here too.
    function follow(number) {
      const link = links()[number];
      const go = link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      if (go) window.location.assign(link.href.baseVal);
    }

    // The first touch of a mark tells, the second follows. Of a bar, plotly.js gives each touch twice, the second time as a
    // mouse's; of a band once, without a type.
    function onClick(number, event) {
      if (pointer !== "touch") follow(number);
      else if (!event.type || event.type.startsWith("touch")) {
        if (touched === number) follow(number);
        else tell((touched = number));
      }
    }

    async function draw() {
      const plotly = await load();
      if (!wanted) return;
      const drawing = shown();
      const figure = figureOf(stage, drawing);
      const first = !live;
      if (first) {
        live = document.createElement("div");
        live.className = "d-chart__live";
        live.setAttribute("aria-hidden", "true");
        stage.append(live);
      }
      live.style.width = `${figure.layout.width}px`;
      live.style.height = `${figure.layout.height}px`;
      live.style.transform = `scale(${drawing.clientWidth / figure.layout.width})`;
      await plotly.react(live, figure.data, figure.layout, { displayModeBar: false, showSendToCloud: false });
      if (!first || !live) return;
      live.on("plotly_hover", ({ points, event }) => tell(points[0].customdata, event.clientX));
      live.on("plotly_unhover", hush);
      live.on("plotly_click", ({ points, event }) => onClick(points[0].customdata, event));
      live.on("plotly_clickannotation", ({ annotation, event }) => onClick(Number(annotation.name), event));
      chart.classList.add("d-chart--live");
    }

    function start() {
      if (wanted) return;
      wanted = true;
      draw().catch(stop); // without the library the static drawing is the chart
    }

    function stop() {
      wanted = false;
      touched = null;
      hush();
      if (live) window.Plotly.purge(live);
      live?.remove();
      live = null;
      chart.classList.remove("d-chart--live");
      button.setAttribute("aria-pressed", "false");
    }

    stage.addEventListener("pointerdown", (event) => (pointer = event.pointerType), true);
    stage.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && start());
    // Only what the button began does it end: a pointer on its way here may have passed over the stage.
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-pressed") === "true") stop();
      else {
        button.setAttribute("aria-pressed", "true");
        start();
      }
    });
    chart.addEventListener("keydown", (event) => event.key === "Escape" && stop());
    stage.addEventListener("focusin", (event) => {
      const link = event.target.closest("a[data-mark]");
      if (live && link) tell(Number(link.dataset.mark));
    });
    stage.addEventListener("focusout", hush);
    const redraw = () => live && draw();
    new ResizeObserver(redraw).observe(stage);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-scheme"] });
    system.addEventListener("change", redraw);
  }

  for (const chart of document.querySelectorAll(".d-chart")) enliven(chart);
})();

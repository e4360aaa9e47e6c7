// Runs in the browser page of trace.py: draws one figure with plotly.js and gives back what is to be seen, as plain
// data: shapes and texts in the order of painting, in absolute pixels, each with the number of its mark, and the
// patterns that fill shapes. No markup leaves the page, so none can be smuggled through it.
async (figure) => {
  const round = (number) => Math.round(number * 100) / 100;
  const host = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(host, figure.data, figure.layout, { displayModeBar: false });
  const origin = host.querySelector(".main-svg").getScreenCTM();

  const paint = (style, kind) => ({ colour: style[kind], opacity: style[`${kind}Opacity`] * style.opacity });
  const look = (element) => {
    const style = getComputedStyle(element);
    return { fill: paint(style, "fill"), stroke: paint(style, "stroke"), width: parseFloat(style.strokeWidth) };
  };
  const offset = (element) => {
    const { a, b, c, d, e, f } = element.getScreenCTM();
    if (a !== 1 || b !== 0 || c !== 0 || d !== 1) throw new Error("only plain offsets can be traced");
    return [round(e - origin.e), round(f - origin.f)];
  };
  const mark = (element) => {
    if (element.matches(".sankey-link")) return element.__data__.link.customdata;
    const point = element.closest(".point");
    if (point) {
      const [{ trace }] = point.closest(".trace").__data__;
      return trace.customdata[point.__data__.i];
    }
    const annotation = element.closest(".annotation");
    const name = annotation && figure.layout.annotations[annotation.dataset.index].name;
    return name === null || name === undefined ? null : Number(name);
  };

  const leaves = [];
  const patterns = {};
  for (const element of host.querySelectorAll(".main-svg :is(path, text, .node-rect)")) {
    if (element.closest("defs, clipPath, pattern, .modebar, .draglayer, .hoverlayer")) continue;
    const { fill, stroke, width } = look(element);
    const [x, y] = offset(element);
    const leaf = { mark: mark(element), x, y, fill, stroke, width };
    if (element.localName === "text") {
      const style = getComputedStyle(element);
      leaf.text = element.textContent;
      leaf.x = round(x + Number(element.getAttribute("x")));
      leaf.y = round(y + Number(element.getAttribute("y")));
      leaf.anchor = style.textAnchor;
      leaf.size = parseFloat(style.fontSize);
      leaf.weight = style.fontWeight;
    } else if (element.localName === "rect") {
      leaf.d = `M0,0h${round(element.width.baseVal.value)}v${round(element.height.baseVal.value)}H0Z`;
    } else {
      leaf.d = element.getAttribute("d")?.replace(/\d+\.\d+/g, round);
    }
    const [, id] = fill.colour.match(/#([^")]+)"?\)$/) ?? [];
    if (id && !patterns[id]) {
      const pattern = document.getElementById(id);
      patterns[id] = {
        width: pattern.width.baseVal.value,
        height: pattern.height.baseVal.value,
        shapes: [...pattern.children].map((shape) => ({
          tag: shape.localName,
          ...look(shape),
          places: Object.fromEntries(["d", "width", "height", "cx", "cy", "r"].map((a) => [a, shape.getAttribute(a)])),
        })),
      };
    }
    leaf.pattern = id ?? null;
    leaves.push(leaf);
  }
  Plotly.purge(host);
  host.remove();
  return { leaves, patterns };
}

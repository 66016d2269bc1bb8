"use strict";
// What the scripts that draw the graph share: elements of the page, and the shapes of nodes as small pictures.
const shapes = (() => {
  const OUTLINES = {
    square: "M4 3h12v12h-12z", hexagon: "M6 2h8l4 7l-4 7h-8l-4-7z", diamond: "M10 1l8 8l-8 8l-8-8z", triangle: "M10 2l8 14h-16z",
    star: "M10 1l2.4 5.4 5.6.5-4.3 3.9 1.3 5.7-5-3-5 3 1.3-5.7L2 6.9l5.6-.5z", dot: "M10 2a7 7 0 1 1 0 14a7 7 0 1 1 0-14z",
    box: "M4 4h12a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3h-12a3 3 0 0 1-3-3v-4a3 3 0 0 1 3-3z",
  };

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") made.addEventListener("click", value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  // a kind of node in its colours, `light` or `dark`
  function glyph(kind, theme) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 20 18");
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", "true");
    const looks = { d: OUTLINES[kind.shape], fill: kind[theme].fill, stroke: kind[theme].line, "stroke-width": 1.5 };
    if (kind.dashed) looks["stroke-dasharray"] = "3 2";
    for (const [name, value] of Object.entries(looks)) path.setAttribute(name, value);
    svg.append(path);
    return svg;
  }

  return { element, glyph };
})();

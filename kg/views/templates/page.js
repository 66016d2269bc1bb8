"use strict";
// Draws the data of the page and answers the reader. Words of sources are only ever given to textContent and to the canvas.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const types = new Map(data.types.map((type) => [type.id, type]));
  const info = new Map(Object.entries(data.details));
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const focus = new Set(data.focus);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const off = new Set();
  const lit = new Set();
  const state = { language: navigator.language.startsWith("zh") ? "zh" : "en", query: "", selected: null };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const $ = (id) => document.getElementById(id);

  const neighbours = new Map(data.nodes.map((node) => [node.id, new Map()]));
  for (const edge of data.edges) {
    neighbours.get(edge.from).set(edge.to, edge.relations);
    neighbours.get(edge.to).set(edge.from, edge.relations);
  }

  // ---- words

  const say = (word) => (typeof word === "string" ? word : word[state.language]);
  const word = (key) => data.words[key][state.language];
  const relation = (names) => names.map((name) => data.relations[name][state.language]).join(" · ");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const haystack = new Map(data.nodes.map((node) => [node.id, fold(searchable(node.id))]));

  function searchable(id) {
    const about = info.get(id);
    const words = [id, ...Object.values(about.name)];
    const slots = [...about.slots, ...(about.quotes || []).flatMap((quote) => quote.slots)];
    for (const [, values] of slots) for (const value of values) words.push(...(typeof value === "string" ? [value] : Object.values(value)));
    for (const quote of about.quotes || []) words.push(quote.text);
    return words.join("\n");
  }

  // ---- elements

  // Chinese words on an English page say so, or a browser may draw them with Japanese glyphs
  const tongue = (text) => (/[\u3400-\u9fff]/.test(text) && !/[\u3040-\u30ff]/.test(text) ? "zh" : null);

  const { element } = shapes;
  const glyph = (type) => shapes.glyph(type, theme());

  // ---- picture

  const theme = () => (dark.matches ? "dark" : "light");
  const face = getComputedStyle(document.documentElement).fontFamily;
  const matches = (id) => !state.query || haystack.get(id).includes(state.query);
  const shown = (id) => !off.has(byId.get(id).group);

  const chosen = () => state.selected !== null && shown(state.selected);
  const OUTLETS = new Set(["published_by", "credited_to"]);

  // what a selection lights up: the node, its neighbours, and of a claim the outlets of its sources too
  function lightUp() {
    lit.clear();
    if (!chosen()) return;
    lit.add(state.selected);
    for (const near of neighbours.get(state.selected).keys()) {
      lit.add(near);
      if (!info.get(state.selected).quotes) continue;
      for (const [far, relations] of neighbours.get(near)) if (relations.some((name) => OUTLETS.has(name))) lit.add(far);
    }
  }

  const faded = (id) => (chosen() ? !lit.has(id) : !matches(id));

  function fadedEdge(edge) {
    if (!chosen()) return !matches(edge.from) || !matches(edge.to);
    if (edge.from === state.selected || edge.to === state.selected) return false;
    return !(lit.has(edge.from) && lit.has(edge.to) && edge.relations.some((name) => OUTLETS.has(name)));
  }

  // two layouts came with the page: for a window that is wide, and for one that is tall
  const upright = () => $("graph").clientHeight > 1.1 * $("graph").clientWidth;
  const placeOf = (node) => (upright() ? { x: node.tall[0], y: node.tall[1] } : { x: node.x, y: node.y });

  function drawnNode(node) {
    const type = types.get(node.group);
    const colours = type[theme()];
    const dim = faded(node.id);
    const colour = { background: colours.fill, border: colours.line };
    return {
      id: node.id, label: node.labels[state.language], title: node.title, shape: type.shape, size: type.size,
      ...placeOf(node), hidden: !shown(node.id), opacity: dim ? 0.22 : 1,
      color: { ...colour, highlight: colour, hover: colour },
      borderWidth: node.id === state.selected ? 4 : focus.has(node.id) ? 3 : 1.5, borderWidthSelected: 4,
      shapeProperties: { borderDashes: type.dashed ? [5, 3] : false, borderRadius: type.dashed ? 0 : 7 },
      font: {
        face, size: data.options.nodes.font.size, color: colours.text + (dim ? "55" : ""),
        strokeWidth: type.shape === "box" ? 0 : 3, strokeColor: data.page[theme()].halo + (dim ? "00" : ""),
      },
    };
  }

  function drawnEdge(edge) {
    const page = data.page[theme()];
    const apart = fadedEdge(edge);
    // far out, the names of lit edges are written larger, so that they can still be read
    const size = chosen() && network ? Math.min(22, Math.max(11, 10 / network.getScale())) : 11;
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !shown(edge.from) || !shown(edge.to),
      label: $("edge-names").checked && !apart ? relation(edge.relations) : " ",
      title: relation(edge.relations),
      color: { color: page.edge, highlight: page.edge, hover: page.edge, opacity: apart ? 0.12 : chosen() ? 1 : busy ? 0.4 : 0.8 },
      font: { face, size, color: page.edge_text, strokeColor: page.halo },
    };
  }

  const busy = data.edges.length > 250;
  let network = null;
  const nodes = new vis.DataSet(data.nodes.map(drawnNode));
  const edges = new vis.DataSet(data.edges.map(drawnEdge));
  network = new vis.Network($("graph"), { nodes, edges }, data.options);
  const whole = (animation = false) => network.fit({ animation, maxZoomLevel: 1.25, minZoomLevel: 0.05 });

  function redraw() {
    lightUp();
    const moving = $("physics").checked;
    // with physics on, nodes stand where the reader's browser has moved them
    nodes.update(data.nodes.map((node) => {
      const { x, y, ...rest } = drawnNode(node);
      return moving ? rest : { ...rest, x, y };
    }));
    edges.update(data.edges.map(drawnEdge));
  }

  // ---- legend, which is also the filter

  function drawLegend() {
    const legend = $("legend");
    for (const old of legend.querySelectorAll("label")) old.remove();
    for (const type of data.types) {
      const box = element("input", { type: "checkbox", "data-type": type.id });
      box.checked = !off.has(type.id);
      box.addEventListener("change", () => {
        if (box.checked) off.delete(type.id);
        else off.add(type.id);
        redraw();
        drawList();
      });
      legend.append(element("label", {}, box, glyph(type), type.names[state.language], element("span", { class: "count" }, String(type.count))));
    }
  }

  // ---- list

  function note(id) {
    const about = info.get(id);
    const quote = about.quotes && about.quotes[0];
    if (!quote) return null;
    const value = (key) => (quote.slots.find(([name]) => name === key) || [null, []])[1][0];
    const period = (about.slots.find(([name]) => name === "period") || [null, []])[1][0];
    const parts = [period, value("source") && say(value("source"))].filter(Boolean);
    const made = document.createDocumentFragment();
    if (quote.text !== say(about.name)) made.append(element("span", { class: "said", lang: quote.lang || null }, `“${quote.text}”`));
    if (parts.length) made.append(element("span", { class: "note", lang: tongue(parts.join()) }, parts.join(" · ")));
    return made;
  }

  function link(id, extra) {
    const type = types.get(byId.get(id).group);
    const text = element("span", {}, element("span", { class: "name", lang: tongue(say(info.get(id).name)) }, say(info.get(id).name)), extra);
    return element("button", { type: "button", "data-id": id, onclick: () => select(id, true) },
      element("span", { class: "unseen" }, type.names[state.language]), glyph(type), text);
  }

  // by type, then what the page is about, then what is said most often
  const rank = (node) => [data.types.indexOf(types.get(node.group)), -focus.has(node.id), -(info.get(node.id).quotes || []).length];
  const order = data.nodes.map((node) => [...rank(node), node.label, node]).sort((a, b) =>
    a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3].localeCompare(b[3], "zh")).map((entry) => entry[4]);

  function drawList() {
    const found = order.filter((node) => shown(node.id) && matches(node.id));
    $("list").replaceChildren(...found.map((node) => element("li", {}, link(node.id, note(node.id)))));
    $("nothing").hidden = found.length > 0;
  }

  // ---- panel

  function value(key, given) {
    if (typeof given === "object" && given.ref && byId.has(given.ref)) {
      return element("button", { type: "button", onclick: () => select(given.ref, true) }, say(given));
    }
    const text = say(given);
    if (key === "original" && /^https?:\/\//i.test(text)) {
      return element("a", { href: text, rel: "noopener noreferrer nofollow", target: "_blank" }, text);
    }
    return text;
  }

  function slots(list) {
    const made = element("dl");
    for (const [key, values] of list) {
      for (const [index, given] of values.entries()) {
        made.append(element("dt", {}, index ? "" : word(key)));
        const look = key === "iri" || key === "series" ? "iri" : null;
        made.append(element("dd", { class: look, lang: tongue(say(given)) }, value(key, given)));
      }
    }
    return made;
  }

  function quoted(quote) {
    return element("div", { class: "quote" },
      element("blockquote", { lang: quote.lang || null },
        element("span", { class: "context" }, quote.before), element("strong", {}, quote.text), element("span", { class: "context" }, quote.after)),
      slots(quote.slots));
  }

  function drawDetails(id) {
    const about = info.get(id);
    const type = types.get(byId.get(id).group);
    const parts = [
      element("button", { type: "button", id: "back", onclick: () => select(null, true) }, "← " + word("back")),
      element("p", { class: "kind" }, glyph(type), type.names[state.language]),
      element("h2", { lang: tongue(say(about.name)) }, say(about.name)),
    ];
    if (about.quotes) {
      parts.push(element("h3", {}, word("quotes")), ...about.quotes.map(quoted));
      if (about.more) parts.push(element("p", { class: "note" }, word("more_quotes").replace("{count}", about.more.toLocaleString("en"))));
      parts.push(element("h3", {}, type.names[state.language]));
    }
    parts.push(slots(about.slots), element("h3", {}, word("connected")));
    const around = order.filter((node) => neighbours.get(id).has(node.id) && shown(node.id));
    parts.push(element("ul", { class: "links" }, ...around.map((node) =>
      element("li", {}, link(node.id, element("span", { class: "note" }, relation(neighbours.get(id).get(node.id))))))));
    $("details").replaceChildren(...parts);
  }

  function select(id, fromList = false) {
    const before = state.selected;
    state.selected = id;
    $("listing").hidden = id !== null;
    $("details").hidden = id === null;
    if (id === null) {
      network.unselectAll();
      $("details").replaceChildren();
      drawList();
      const button = [...$("list").querySelectorAll("button")].find((found) => found.dataset.id === before);
      if (fromList && button) button.focus();
    } else {
      network.selectNodes([id], false);
      drawDetails(id);
      $("panel").scrollTop = 0;
      $("details").focus({ preventScroll: !fromList });
      if (!fromList) $("panel").scrollIntoView({ block: "nearest" });
      // whoever chose it in the list has not seen where it stands
      if (fromList && busy) network.fit({ nodes: [id, ...neighbours.get(id).keys()], maxZoomLevel: 1.25, minZoomLevel: 0.3, animation: calm ? false : { duration: 300 } });
    }
    redraw();
  }

  // ---- the whole page

  function drawWords() {
    document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
    document.title = say(data.title);
    $("title").textContent = say(data.title);
    for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
    $("language").lang = state.language === "zh" ? "en" : "zh-Hans";
    const number = (count) => count.toLocaleString("en");
    const cut = data.shown < data.total;
    $("budget").textContent = word(cut ? "showing" : "count").replace("{shown}", number(data.shown)).replace("{total}", number(data.total));
    $("budget").classList.toggle("cut", cut);
    $("search").placeholder = word("search_hint");
    const names = { graph: "graph", list: "list", "zoom-in": "zoom_in", "zoom-out": "zoom_out", fit: "fit" };
    for (const [id, key] of Object.entries(names)) {
      $(id).setAttribute("aria-label", word(key));
      if ($(id).tagName === "BUTTON") $(id).title = word(key);
    }
  }

  function drawAll() {
    drawWords();
    drawLegend();
    drawList();
    if (state.selected) drawDetails(state.selected);
    redraw();
  }

  network.on("click", (event) => select(event.nodes.length ? event.nodes[0] : null));
  $("search").addEventListener("input", () => { state.query = fold($("search").value.trim()); drawList(); redraw(); });
  $("edge-names").addEventListener("change", redraw);
  $("physics").addEventListener("change", () => {
    const enabled = $("physics").checked;
    network.setOptions({ physics: { enabled, solver: "forceAtlas2Based", stabilization: false } });
    if (!enabled) redraw();
  });
  $("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; drawAll(); });
  $("fit").addEventListener("click", () => whole(!calm));
  $("zoom-in").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.3 }));
  $("zoom-out").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.3 }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.selected) select(null, true); });
  dark.addEventListener("change", drawAll);
  let stood = upright();
  new ResizeObserver(() => {
    if (upright() !== stood) redraw();
    stood = upright();
    whole();
  }).observe($("graph"));
  drawAll();
  whole();
  // for the console of the browser, and for whoever embeds the page
  globalThis.claimView = { network, nodes, edges, select };
})();

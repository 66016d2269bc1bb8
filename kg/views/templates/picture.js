"use strict";
// Draws nodes and edges up to a budget, and lets the picture grow where there is more. A list or table says the same without it.
// Words of sources are only ever given to textContent and to the canvas.
(() => {
  const holder = document.getElementById("picture-data");
  if (!holder || typeof vis === "undefined") return;
  const data = JSON.parse(holder.textContent);
  const $ = (id) => document.getElementById(id);
  const language = data.language;
  const kinds = new Map(data.style.kinds.map((kind) => [kind.id, kind]));
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const known = new Map();
  const links = new Map();
  const grown = new Map();
  const off = new Set();
  let chosen = null;
  let waiting = false;

  const theme = () => document.documentElement.dataset.theme || (scheme.matches ? "dark" : "light");
  const relation = (name) => data.style.relations[name]?.[language] ?? name;
  const word = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), data.words[name]);
  const shown = (id) => !off.has(known.get(id).kind);
  const budget = () => Number($("budget").value);
  const size = () => [...known.keys()].filter(shown).length;

  const { element } = shapes;

  // ---- picture

  const face = getComputedStyle(document.documentElement).fontFamily;

  function drawnNode(node) {
    const kind = kinds.get(node.kind);
    const colours = kind[theme()];
    const colour = { background: colours.fill, border: colours.line };
    return {
      id: node.id, label: node.labels[language], title: node.title, shape: kind.shape, size: kind.size, hidden: off.has(node.kind),
      color: { ...colour, highlight: colour, hover: colour },
      borderWidth: node.id === data.focus ? 4 : grown.has(node.id) ? 2.5 : 1.5, borderWidthSelected: 4,
      shapeProperties: { borderDashes: kind.dashed ? [5, 3] : false, borderRadius: kind.dashed ? 0 : 7 },
      margin: 8,
      font: { face, size: 13, color: colours.text, strokeWidth: kind.shape === "box" ? 0 : 3, strokeColor: data.style.page[theme()].halo },
    };
  }

  function drawnEdge(edge) {
    const colours = data.style.page[theme()];
    const said = edge.relations.map(relation).join(" · ");
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !shown(edge.from) || !shown(edge.to),
      title: said, label: data.named ? said : undefined,
      font: { face, size: 11, color: colours.edge_text, strokeWidth: 4, strokeColor: colours.halo },
      color: { color: colours.edge, highlight: colours.edge, hover: colours.edge, opacity: 0.7 },
    };
  }

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  $("picture").hidden = false;
  const network = new vis.Network($("graph"), { nodes, edges }, {
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -62, centralGravity: 0.012, springLength: data.named ? 150 : 85, springConstant: 0.07, avoidOverlap: 0.9, damping: 0.6 }, stabilization: { iterations: 260, fit: true }, maxVelocity: 60, minVelocity: 1 },
    layout: { improvedLayout: false, randomSeed: 46 },
    interaction: { hover: true, tooltipDelay: 150, multiselect: false, zoomView: true, keyboard: { enabled: true, bindToWindow: false, autoFocus: false } },
    edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
    nodes: { scaling: { label: { drawThreshold: 4 } } },
  });
  const fit = () => network.fit({ animation: false, maxZoomLevel: 1.2 });
  network.on("stabilizationIterationsDone", () => rest());
  network.on("stabilized", () => rest());
  // on a desk the wheel scrolls the page until the picture is clicked into
  network.setOptions({ interaction: { zoomView: false } });
  $("graph").addEventListener("focusin", () => network.setOptions({ interaction: { zoomView: true } }));
  $("graph").addEventListener("pointerdown", () => network.setOptions({ interaction: { zoomView: true } }));
  $("graph").addEventListener("pointerleave", () => network.setOptions({ interaction: { zoomView: false } }));

  let moving = 0;
  function settle() {
    clearTimeout(moving);
    network.setOptions({ physics: { enabled: true, stabilization: { enabled: true, iterations: 260, fit: true } } });
    // worked out unseen, or before the reader's eyes
    if (calm) network.stabilize(260);
    else moving = setTimeout(rest, 4000);
  }

  function rest() {
    clearTimeout(moving);
    network.setOptions({ physics: false });
    network.fit({ animation: calm ? false : { duration: 300 }, maxZoomLevel: 1.2 });
  }

  // ---- growth

  function add(around, from) {
    const fresh = around.nodes.filter((node) => !known.has(node.id));
    const room = budget() - size();
    // whole claims only: one that does not fit with what it stands between is left for later
    const taken = fit_(fresh, around.edges, room);
    const place = from && nodes.get(from) ? network.getPosition(from) : { x: 0, y: 0 };
    taken.forEach((node, number) => {
      known.set(node.id, node);
      const angle = 2.4 * number;
      const spread = 60 + 14 * Math.sqrt(number);
      nodes.add({ ...drawnNode(node), x: place.x + spread * Math.cos(angle), y: place.y + spread * Math.sin(angle) });
    });
    for (const edge of around.edges) {
      const id = `${edge.from} ${edge.to}`;
      if (links.has(id) || !known.has(edge.from) || !known.has(edge.to)) continue;
      links.set(id, { ...edge, id });
      edges.add(drawnEdge(links.get(id)));
    }
    return taken.length === fresh.length;
  }

  function fit_(fresh, around, room) {
    if (fresh.length <= room) return fresh;
    const byId = new Map(fresh.map((node) => [node.id, node]));
    const claims = fresh.filter((node) => kinds.get(node.kind).claim);
    // without claims to keep whole, those that come first stand next to each other
    if (!claims.length || !data.more) return fresh.slice(0, Math.max(0, room));
    const kept = new Map();
    for (const claim of claims) {
      const near = around.filter((edge) => edge.from === claim.id).map((edge) => edge.to);
      const further = around.filter((edge) => near.includes(edge.from)).map((edge) => edge.to);
      const bundle = [claim.id, ...near, ...further].filter((id) => byId.has(id) && !kept.has(id));
      if (kept.size + bundle.length <= room) for (const id of bundle) kept.set(id, byId.get(id));
    }
    return [...kept.values()];
  }

  async function grow(id) {
    const before = grown.get(id);
    if (waiting) return;
    if (before && before.shown >= before.claims) { say(word("all")); return; }
    if (size() >= budget()) { say(word("full")); return; }
    waiting = true;
    try {
      const answer = await fetch(`${data.more}?of=${encodeURIComponent(id)}&skip=${before ? before.shown : 0}`);
      if (!answer.ok) throw new Error(answer.status);
      const around = await answer.json();
      const whole = add(around, id);
      if (whole) grown.set(id, { shown: around.shown, claims: around.claims });
      nodes.update(drawnNode(known.get(id)));
      settle();
      drawAll();
      say(whole ? word("part", around) : word("full"));
    } catch { say(word("failed")); } finally { waiting = false; }
  }

  // ---- what is written

  function say(text) {
    const count = word("count", { nodes: size(), budget: budget() });
    $("status").textContent = text ? `${count} · ${text}` : count;
  }

  function choose(id) {
    chosen = id;
    const node = known.get(id);
    $("chosen").hidden = !node;
    if (!node) return;
    $("chosen").replaceChildren(
      element("span", { class: "soft" }, kinds.get(node.kind).names[language]),
      element("span", { class: "name" }, node.labels[language]),
      node.href ? element("a", { href: node.href }, word("open")) : null,
      data.more ? element("button", { type: "button", onclick: () => grow(id) }, word("more")) : null,
    );
  }

  function drawKinds() {
    for (const old of $("kinds").querySelectorAll("label")) old.remove();
    for (const kind of kinds.values()) {
      const count = [...known.values()].filter((node) => node.kind === kind.id).length;
      if (!count) continue;
      const box = element("input", { type: "checkbox", value: kind.id });
      box.checked = !off.has(kind.id);
      box.addEventListener("change", () => {
        if (box.checked) off.delete(kind.id);
        else off.add(kind.id);
        redraw();
        drawList();
        say("");
      });
      $("kinds").append(element("label", {}, box, shapes.glyph(kind, theme()), kind.names[language], element("span", { class: "soft" }, String(count))));
    }
  }

  function drawList() {
    if (!$("nodes")) return;
    const parts = [];
    for (const kind of kinds.values()) {
      const own = [...known.values()].filter((node) => node.kind === kind.id && !off.has(kind.id) && node.id !== data.focus);
      if (!own.length) continue;
      parts.push(element("h3", {}, kind.names[language]), element("ul", {}, ...own.map((node) => element("li", {},
        element("a", { href: node.href }, node.labels[language]),
        data.more ? element("button", { type: "button", "aria-label": `${word("more")}: ${node.labels[language]}`, "data-grow": node.id }, "+") : null))));
    }
    $("nodes").replaceChildren(...parts);
  }

  $("nodes")?.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-grow]");
    if (!button) return;
    await grow(button.dataset.grow);
    const again = [...$("nodes").querySelectorAll("[data-grow]")].find((one) => one.dataset.grow === button.dataset.grow);
    if (again) again.focus();
  });

  function redraw() {
    nodes.update([...known.values()].map(drawnNode));
    edges.update([...links.values()].map(drawnEdge));
  }

  function drawAll() {
    redraw();
    drawKinds();
    drawList();
  }

  function begin() {
    for (const all of [known, links, grown]) all.clear();
    nodes.clear();
    edges.clear();
    off.clear();
    choose(null);
    network.setOptions({ physics: { enabled: true, stabilization: { enabled: true, iterations: 260, fit: true } } });
    add(data.around, null);
    grown.set(data.focus, { shown: data.around.shown, claims: data.around.claims });
    drawAll();
    network.stabilize(260);
    say(word("part", data.around));
  }

  network.on("click", (event) => {
    const id = event.nodes[0] || null;
    choose(id);
    if (id && data.more) grow(id);
  });
  network.on("doubleClick", (event) => { if (known.get(event.nodes[0])?.href) location.assign(known.get(event.nodes[0]).href); });
  $("budget").addEventListener("change", () => {
    if (data.more) say(size() > budget() ? word("full") : "");
    else begin();
  });
  $("again").addEventListener("click", begin);
  $("fit").addEventListener("click", fit);
  scheme.addEventListener("change", drawAll);
  begin();
  // for the console of the browser
  globalThis.around = { network, nodes, edges, grow, known, chosen: () => chosen };
})();

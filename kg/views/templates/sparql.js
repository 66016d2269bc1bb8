// The query page: colours, completion, examples, Ctrl+Enter. Without it the page is a form that works.
"use strict";
(() => {
  const editor = document.querySelector("[data-editor]");
  const area = document.getElementById("query");
  const words = editor.dataset;
  const LONGEST = 50000;
  const TOKEN = new RegExp([
    /(?<comment>#[^\n]*)/, /(?<iri><[^<>"{}|^`\\\s]*>)/,
    /(?<text>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/,
    /(?<variable>[?$][\w\u00b7-\uffff]+)/, /(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)/,
    /(?<name>(?:[A-Za-z\u00c0-\uffff][\w.\u00b7-\uffff-]*)?:[\w.%\u00b7-\uffff-]*)/,
    /(?<number>\b\d+(?:\.\d+)?\b)/, /(?<word>[A-Za-z_]+)/,
  ].map((part) => part.source).join("|"), "g");
  const KEYWORDS = ("ASK AVG BIND BOUND BY COALESCE CONCAT CONSTRUCT CONTAINS COUNT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH " +
    "GROUP_CONCAT GROUP HAVING IF IN ISBLANK ISIRI ISLITERAL IRI LANG LCASE LIMIT MAX MIN MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX " +
    "REGEX SAMPLE SELECT SEPARATOR STR STRAFTER STRBEFORE STRLEN STRSTARTS SUM UCASE UNION VALUES WHERE YEAR a").split(" ");
  const KNOWN = new Set(KEYWORDS.map((word) => word.toUpperCase()));
  let vocabulary = { prefixes: {}, terms: [] };

  // colours: the same text lies behind the field, whose own letters are transparent
  const behind = document.createElement("pre");
  behind.className = "behind";
  behind.setAttribute("aria-hidden", "true");
  editor.prepend(behind);
  editor.classList.add("live");

  function paint() {
    const text = area.value;
    const wrong = Number(words.line) || 0;
    const parts = document.createDocumentFragment();
    if (text.length > LONGEST) {
      parts.append(text);
    } else {
      let at = 0;
      for (const match of text.matchAll(TOKEN)) {
        const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
        if (kind === "word" && !KNOWN.has(match[0].toUpperCase())) continue;
        parts.append(text.slice(at, match.index));
        const span = document.createElement("span");
        span.className = `t-${kind}`;
        span.textContent = match[0];
        parts.append(span);
        at = match.index + match[0].length;
      }
      parts.append(text.slice(at));
    }
    parts.append("\n");
    behind.replaceChildren(parts);
    if (wrong) {
      const mark = document.createElement("div");
      mark.className = "wrong-line";
      mark.style.setProperty("--line", String(wrong - 1));
      behind.append(mark);
    }
    follow();
  }

  function follow() {
    behind.scrollTop = area.scrollTop;
    behind.scrollLeft = area.scrollLeft;
  }

  // completion
  const list = document.createElement("ul");
  list.className = "complete";
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("aria-live", "polite");
  editor.append(list, told);
  let offers = [];
  let chosen = 0;
  let typed = "";

  function before() {
    return area.value.slice(0, area.selectionStart).match(/[?$]?[\w\u00c0-\uffff-]*:?[\w\u00c0-\uffff.-]*$/)[0];
  }

  function candidates(word) {
    const low = word.toLowerCase();
    if (/^[?$]/.test(word)) {
      const found = new Set(area.value.match(/[?$][\w\u00b7-\uffff]+/g) || []);
      found.delete(word);
      return [...found].filter((name) => name.toLowerCase().startsWith(low)).sort().map((name) => ({ name }));
    }
    const terms = vocabulary.terms.filter((term) => {
      const name = term.name.toLowerCase();
      const label = (term.label || "").toLowerCase();
      return name.startsWith(low) || (!word.includes(":") && low.length > 1 && (name.split(":")[1].startsWith(low) || label.includes(low)));
    });
    const prefixes = word.includes(":") ? [] : Object.keys(vocabulary.prefixes).filter((name) => name.startsWith(low)).map((name) => ({ name: `${name}:`, label: vocabulary.prefixes[name] }));
    const keywords = low.length > 1 && !word.includes(":") ? KEYWORDS.filter((name) => name.toLowerCase().startsWith(low)).map((name) => ({ name })) : [];
    terms.sort((one, other) => other.name.startsWith(word) - one.name.startsWith(word));
    return [...prefixes, ...keywords, ...terms];
  }

  function offer(asked) {
    typed = before();
    offers = asked || typed.includes(":") || typed.length > 1 ? candidates(typed).filter((one) => one.name !== typed).slice(0, 12) : [];
    chosen = 0;
    show();
  }

  function show() {
    list.hidden = offers.length === 0;
    list.replaceChildren(...offers.map((one, index) => {
      const item = document.createElement("li");
      item.className = index === chosen ? "chosen" : "";
      const name = document.createElement("b");
      name.textContent = one.name;
      item.append(name);
      if (one.label) item.append(` ${one.label}`);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); chosen = index; accept(); });
      return item;
    }));
    told.textContent = offers.length ? `${offers[chosen].name} ${offers[chosen].label || ""} (${chosen + 1}/${offers.length})` : "";
    if (offers.length) place();
  }

  function place() {
    const lines = area.value.slice(0, area.selectionStart).split("\n");
    const style = getComputedStyle(area);
    const height = parseFloat(style.lineHeight);
    const columns = [...lines.at(-1)].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 2 : 1), 0) - typed.length;
    const left = Math.min(columns * parseFloat(style.fontSize) * 0.6 - area.scrollLeft, area.clientWidth - 200);
    list.style.setProperty("--x", `${Math.max(0, left)}px`);
    list.style.setProperty("--y", `${lines.length * height - area.scrollTop + 8}px`);
  }

  function accept() {
    const one = offers[chosen];
    close();
    area.focus();
    area.setRangeText(one.name, area.selectionStart - typed.length, area.selectionStart, "end");
    declare(one.name);
    paint();
    if (one.name.endsWith(":")) offer(true);
  }

  function close() {
    offers = [];
    show();
  }

  // a prefix that is used and not declared is declared at the top, which leaves the caret where it is
  function declare(name) {
    const prefix = name.match(/^([A-Za-z][\w-]*):/)?.[1];
    const iri = prefix && Object.hasOwn(vocabulary.prefixes, prefix) ? vocabulary.prefixes[prefix] : null;
    if (!iri || new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(area.value)) return;
    const line = `PREFIX ${prefix}: <${iri}>\n`;
    const [start, end] = [area.selectionStart, area.selectionEnd];
    area.setRangeText(line, 0, 0, "preserve");
    area.setSelectionRange(start + line.length, end + line.length);
  }

  area.addEventListener("input", (event) => {
    delete words.line;
    if (event.data === ":") declare(before());
    paint();
    offer(false);
  });
  area.addEventListener("scroll", follow);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.form.requestSubmit();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      offer(true);
    } else if (offers.length && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Escape") close();
      else if (event.key.startsWith("Arrow")) { chosen = (chosen + (event.key === "ArrowDown" ? 1 : offers.length - 1)) % offers.length; show(); }
      else accept();
    }
  });

  // examples go into the editor
  document.querySelector("[data-examples]").addEventListener("change", (event) => {
    const code = event.target.value && document.querySelector(`[data-example="${CSS.escape(event.target.value)}"] code`);
    if (!code) return;
    area.value = code.textContent;
    delete words.line;
    area.scrollTop = 0;
    paint();
  });

  if (words.line) {
    const lines = area.value.split("\n");
    const at = lines.slice(0, words.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(words.column) - 1;
    area.focus();
    area.setSelectionRange(at, at);
  }
  paint();
  fetch("/sparql/terms.json").then((answer) => answer.ok ? answer.json() : vocabulary).then((found) => { vocabulary = found; }).catch(() => {});
})();

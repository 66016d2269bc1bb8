"use strict";
// What every page does with JavaScript; each page works without it.
(() => {
  // suggestions while typing: a combobox by the ARIA pattern
  for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);

  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `${input.id}-suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels.length ? input.labels[0].textContent : "");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    let timer = 0;
    let asked = 0;
    let composing = false;

    const options = () => [...list.children];
    const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
    const hide = () => {
      list.hidden = true;
      asked += 1;
      clearTimeout(timer);
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    function show(found) {
      list.replaceChildren(...found.map(({ text, what, whole, href }, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = text;
        option.dataset.whole = whole;
        if (href) option.dataset.href = href;
        const words = document.createElement("span");
        words.textContent = text;
        option.append(words);
        if (what) {
          const kind = document.createElement("small");
          kind.textContent = what;
          option.append(kind);
        }
        return option;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      const all = options();
      all.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      if (all[place]) {
        input.setAttribute("aria-activedescendant", all[place].id);
        all[place].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    // a name within a question waits for the rest of it, a source has a page of its own, anything else is asked
    function take(option) {
      const { text, whole, href } = option.dataset;
      input.value = whole === "true" ? text : `${text} `;
      hide();
      if (href) location.assign(href);
      else if (whole === "true") input.form.requestSubmit();
    }

    async function ask() {
      const words = input.value.trim();
      if (!words) { hide(); return; }
      const mine = ++asked;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`);
        if (!answer.ok) return;
        const found = await answer.json();
        if (mine === asked && document.activeElement === input) show(found.suggestions);
      } catch { /* no suggestions, then */ }
    }

    const soon = () => { clearTimeout(timer); timer = setTimeout(ask, 150); };
    // while an input method composes, the letters typed are not the words meant
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; soon(); });
    input.addEventListener("input", () => { if (!composing) soon(); });
    input.addEventListener("blur", () => setTimeout(hide, 100));
    list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("li");
      if (option) { event.preventDefault(); take(option); }
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      const count = list.children.length;
      const at = chosen();
      if (event.key === "ArrowDown") choose(at + 1 < count ? at + 1 : 0);
      else if (event.key === "ArrowUp") choose(at > 0 ? at - 1 : count - 1);
      else if (event.key === "Escape") hide();
      else if (event.key === "Enter" && at >= 0) take(list.children[at]);
      else return;
      event.preventDefault();
    });
  }

  // "/" goes to the question box, as on many pages that are searched
  addEventListener("keydown", (event) => {
    const box = document.getElementById("question");
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();

"use strict";
// Points from claims to their words and back. The page can be read without it: numbers lead to what was read in each claim.
(() => {
  const article = document.querySelector("article.source-text");
  if (!article) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const cards = new Map([...article.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
  const words = new Map();
  for (const mark of document.querySelectorAll("[data-claims]")) {
    for (const number of mark.dataset.claims.split(" ")) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(mark);
    }
  }
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  // it repeats what the claim beside the text says, to which its number leads
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  let lit = [];
  let timer = 0;
  let over = null;
  let dismissed = null;

  function light(numbers) {
    for (const mark of lit) mark.classList.remove("lit");
    lit = numbers.flatMap((number) => words.get(number) || []);
    for (const mark of lit) mark.classList.add("lit");
  }

  function fill(numbers) {
    const parts = [];
    for (const number of numbers.slice(0, 3)) {
      const card = cards.get(number);
      if (!card) continue;
      const head = document.createElement("div");
      head.className = parts.length ? "head also" : "head";
      head.textContent = card.querySelector(".what").textContent;
      parts.push(head, card.querySelector("dl").cloneNode(true));
    }
    if (numbers.length > 3) {
      const also = document.createElement("div");
      also.className = "also";
      also.textContent = "… " + numbers.slice(3).join(", ");
      parts.push(also);
    }
    for (const link of parts.flatMap((part) => [...part.querySelectorAll("a")])) link.tabIndex = -1;
    tip.replaceChildren(...parts);
    return parts.length > 0;
  }

  function show(numbers, where) {
    clearTimeout(timer);
    light(numbers);
    if (!fill(numbers)) return;
    tip.hidden = false;
    const box = where.getClientRects()[0] || where.getBoundingClientRect();
    const width = tip.offsetWidth;
    const left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - width - 12));
    const below = box.bottom + 8;
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below + tip.offsetHeight > innerHeight && above > 0 ? above : below) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    tip.hidden = true;
    light([]);
  }

  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  // of marks that overlap, the claims of the innermost quote and of those around it
  function numbersAt(element) {
    const found = new Set();
    for (let at = element.closest("mark.claim"); at; at = at.parentElement.closest("mark.claim")) {
      for (const number of at.dataset.claims.split(" ")) found.add(number);
    }
    return [...found];
  }

  article.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const card = event.target.closest("[data-card]");
    if (card) { clearTimeout(timer); tip.hidden = true; light([card.dataset.card]); return; }
    const number = event.target.closest("[data-claim]");
    const quote = event.target.closest("mark.claim");
    // what was put away with Escape stays away while the pointer rests
    over = number || quote;
    if (over === null || over !== dismissed) dismissed = null;
    if (dismissed) return;
    if (number) later(() => show([number.dataset.claim], number), 60);
    else if (quote) later(() => show(numbersAt(event.target), quote), 220);
    else later(hide, 260);
  });
  article.addEventListener("pointerleave", () => later(hide, 260));
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => later(hide, 200));
  article.addEventListener("focusin", (event) => {
    const number = event.target.closest("[data-claim]");
    const card = event.target.closest("[data-card]");
    if (number && number.matches(":focus-visible")) show([number.dataset.claim], number);
    else if (card) { tip.hidden = true; light([card.dataset.card]); } else hide();
  });
  // a tap on a claim, beside its links
  article.addEventListener("click", (event) => {
    if (event.target.closest("a, summary, details")) return;
    const numbers = numbersAt(event.target);
    if (numbers.length) show(numbers, event.target.closest("mark.claim"));
    else hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") { dismissed = over; hide(); } });

  function open() {
    const card = location.hash.startsWith("#m-") ? document.getElementById(location.hash.slice(1)) : null;
    if (!card || card.tagName !== "DETAILS") return;
    card.open = true;
    hide();
    card.querySelector("summary").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    light([card.dataset.card]);
  }
  addEventListener("hashchange", open);
  article.addEventListener("click", (event) => {
    const number = event.target.closest("a[data-claim]");
    // the same number again changes no address
    if (number && number.hash === location.hash) open();
  });
  open();
})();

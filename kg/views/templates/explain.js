"use strict";
// The page can be read without this: it changes the language, opens and closes all mentions, and opens the one that a link names.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const speak = (language) => { root.lang = language === "zh" ? "zh-Hans" : "en"; };
  const all = (open) => { for (const card of document.querySelectorAll("details.card")) card.open = open; };

  function follow() {
    const card = location.hash.startsWith("#m") ? $(location.hash.slice(1)) : null;
    if (!card || card.tagName !== "DETAILS") return;
    card.open = true;
    card.querySelector("summary").focus();
  }

  $("open-all").addEventListener("click", () => all(true));
  $("close-all").addEventListener("click", () => all(false));
  $("language").addEventListener("click", () => speak(root.lang === "en" ? "zh" : "en"));
  addEventListener("hashchange", follow);
  $("tools").hidden = false;
  speak(navigator.language.startsWith("zh") ? "zh" : "en");
  follow();
})();

"use strict";
// A key does what its button or link says; not while somebody writes.
(() => {
  addEventListener("keydown", (event) => {
    const writing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (writing || event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!place) return;
    event.preventDefault();
    place.click();
  });
})();

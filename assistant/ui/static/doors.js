// The table of programmes in the browser: a fact told where it stands, the way to another row, and what was unfolded
// stays unfolded when the page is painted again.
"use strict";
(() => {
  const opened = new Map(); // id → whether it was left open

  function tell(button) {
    const input = button.parentElement.querySelector("input");
    const words = input.value.trim();
    if (!words) return input.focus();
    window.ieum.say(`${button.dataset.tell}: ${words}`);
  }

  function go(id) {
    const row = document.getElementById(id);
    if (!row) return;
    for (let up = row.parentElement; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
      if (up.classList.contains("folds")) up.classList.add("open");
    }
    row.open = true;
    for (const other of document.querySelectorAll(".door.pointed")) other.classList.remove("pointed");
    row.classList.add("pointed");
    row.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    row.querySelector("summary").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-tell],[data-door]");
    if (!hit) return;
    if ("tell" in hit.dataset) tell(hit);
    else go(hit.dataset.door);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.closest?.(".fix-typed input")) return;
    event.preventDefault();
    tell(event.target.parentElement.querySelector("[data-tell]"));
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.id && "kept" in event.target.dataset) opened.set(event.target.id, event.target.open);
  }, true);
  new MutationObserver(() => {
    for (const [id, open] of opened) {
      const element = open ? document.getElementById(id) : null;
      if (element && !element.open) element.open = true;
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

// Pathways in the browser: tabs, the printed page, the calendar file. The file's text comes from the server whole.
"use strict";
(() => {
  const chosen = new Map(); // turn's tabs → the one looked at, so that a repaint keeps it

  function choose(tab) {
    chosen.set(tab.id.replace(/-\d+-tab$/, ""), tab.id);
    show(tab);
  }

  function show(tab) {
    const row = tab.closest('[role="tablist"]');
    for (const other of row.querySelectorAll('[role="tab"]')) {
      const own = other === tab;
      other.setAttribute("aria-selected", String(own));
      other.tabIndex = own ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !own;
    }
  }

  function printWay(button) {
    document.getElementById("way-page")?.remove();
    const page = document.createElement("div");
    page.id = "way-page";
    page.lang = document.documentElement.lang;
    const sheet = button.closest(".way").querySelector(".way-sheet");
    for (const node of sheet.childNodes) page.append(node.cloneNode(true));
    document.body.append(page);
    document.documentElement.classList.add("printing-way");
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("printing-way");
      page.remove();
    }, { once: true });
    print();
  }

  function saveDates(button) {
    const text = button.dataset.wayIcs.replace(/\r?\n/g, "\r\n"); // HTML turns line ends into bare line feeds
    const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-way-tab],[data-way-print],[data-way-ics]");
    if (!hit) return;
    if ("wayTab" in hit.dataset) choose(hit);
    else if ("wayPrint" in hit.dataset) printWay(hit);
    else saveDates(hit);
  });

  new MutationObserver(() => {
    for (const id of chosen.values()) {
      const tab = document.getElementById(id);
      if (tab && tab.getAttribute("aria-selected") !== "true") show(tab);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[data-way-tab]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !step) return;
    const tabs = [...tab.parentElement.children];
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
    event.preventDefault();
  });
})();

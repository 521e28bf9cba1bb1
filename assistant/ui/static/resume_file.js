// A résumé: chosen or dropped, sent to be read, shown as facts with the phrase each came from. Only those left count.
"use strict";
(() => {
  const MOST = 10 << 20;
  const FILES = ".pdf,.docx,.hwpx,.hwp,.txt,.html,.htm,.md";
  const { make, say, tell, openSheet, closeSheet, send, lang, quiet } = window.ieum.parts;
  const input = make("input", { type: "file", accept: FILES, hidden: "", "aria-hidden": "true", tabindex: "-1" });
  const veil = make("div", { class: "drop-veil", hidden: "" });
  let reading = false;

  async function read(file) {
    if (reading || !file) return;
    if (file.size > MOST) return tell(say("resume_file.too_big"));
    reading = true;
    document.documentElement.dataset.resume = "reading";
    tell(say("resume_file.reading"));
    try {
      const reply = await fetch("resume-file", { method: "POST", body: file, headers: { "content-type": "application/octet-stream" } });
      const found = await reply.json();
      if (found.refused) refuse(found.refused[lang()]);
      else show(found.facts);
    } catch {
      tell(say("turn.lost"));
    } finally {
      reading = false;
      delete document.documentElement.dataset.resume;
    }
  }

  const title = (key) => make("h2", { id: "sheet-title" }, say(key));

  function refuse(words) {
    const again = make("button", { class: "chip", type: "button" }, say("resume_file.again"));
    again.addEventListener("click", () => { closeSheet(); input.click(); });
    const row = make("div", { class: "chips" });
    row.append(again);
    openSheet([title("resume_file.refused"), make("p", { role: "alert" }, words), make("p", { class: "meta" }, say("resume_file.kept")), row]);
  }

  function show(facts) {
    const left = new Set(facts);
    const list = make("ul", { class: "resume-facts" });
    const yes = make("button", { class: "chip solid", type: "button" }, say("resume_file.take"));
    const groups = new Map(); // facts that one phrase tells stand together
    for (const fact of facts) groups.set(fact.words, [...(groups.get(fact.words) ?? []), fact]);
    for (const [words, told] of groups) {
      const item = make("li");
      const chips = make("div", { class: "chips" });
      for (const fact of told) chips.append(chip(fact, item));
      item.append(chips, make("q", { class: "meta" }, words));
      list.append(item);
    }
    function chip(fact, item) {
      const text = fact.text[lang()];
      const drop = make("button", { type: "button", "aria-label": say("resume_file.drop").replace("{text}", text) }, "×");
      const made = make("span", { class: "chip fact" });
      made.append(make("span", {}, text), drop);
      drop.addEventListener("click", () => {
        left.delete(fact);
        const next = made.nextElementSibling ?? made.previousElementSibling ?? item.nextElementSibling;
        made.remove();
        if (!item.querySelector("button")) item.remove();
        (next?.querySelector("button") ?? yes).focus();
        yes.disabled = left.size === 0;
      });
      return made;
    }
    const no = make("button", { class: "chip", type: "button" }, say("resume_file.leave"));
    yes.addEventListener("click", () => {
      send("told", { facts: [...left].map(({ field, value, words }) => ({ field, value, words })) });
      closeSheet();
      tell(say("resume_file.taken"));
    });
    no.addEventListener("click", closeSheet);
    const row = make("div", { class: "chips" });
    row.append(yes, no);
    const about = make("p", { class: "meta" }, `${say("resume_file.kept")} ${say("resume_file.choose")}`);
    openSheet([title("resume_file.found"), about, list, row]);
  }

  input.addEventListener("change", () => { read(input.files[0]); input.value = ""; });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-resume-file]")) input.click();
  });

  // Dropping works anywhere on the page; a crisis turn offers nothing.
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && !quiet();
  let depth = 0;
  addEventListener("dragenter", (event) => { if (files(event)) { depth += 1; veil.textContent = say("resume_file.here"); veil.hidden = false; } });
  addEventListener("dragleave", (event) => { if (files(event) && --depth <= 0) { depth = 0; veil.hidden = true; } });
  addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    read(event.dataTransfer.files[0]);
  });
  addEventListener("DOMContentLoaded", () => document.body.append(input, veil));
})();

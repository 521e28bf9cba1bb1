// What the page does in the browser: masks numbers before they leave, carries taps to the server, opens sheets,
// tells a screen reader what is new, and keeps the conversation here if the person wants that. No content is made here.
"use strict";
(() => {
  const STORE = "ieum.conversation";
  const meta = (name) => JSON.parse(document.querySelector(`meta[name="${name}"]`).content);
  const masks = meta("ieum-masks");
  const words = meta("ieum-words");
  const patterns = masks.patterns.map((source) => new RegExp(source, "gu"));
  const DATE = /^(?:19|20)\d{2}-\d{1,2}-\d{1,2}$/;
  const HIDDEN = /[\u00ad\u200b\u2060-\u2064\ufeff]/g;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  let trigger = null; // Gradio's way to the server, once its part of the page is there
  let lang = "ko";
  const say = (key) => words[key][lang];

  // Masking: the same patterns as the server's, so that a number doesn't travel at all.
  function mask(text) {
    let out = String(text ?? "").normalize("NFC").replace(HIDDEN, "");
    for (const pattern of patterns) out = out.replace(pattern, (hit) => (DATE.test(hit.trim()) ? hit : masks.mask));
    return out;
  }

  const early = []; // taps from before that moment
  function bridge(gradioTrigger) {
    trigger = gradioTrigger;
    for (const [name, data] of early.splice(0)) trigger(name, data);
  }
  const send = (name, data = {}) => (trigger ? trigger(name, data) : early.push([name, data]));
  const busy = () => $('#live .turn[data-state="writing"]') !== null;

  // Elements made here, outside of what Gradio repaints: sheet, live region, toast.
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  const dialog = make("dialog", { class: "sheet", id: "sheet", "aria-labelledby": "sheet-title" });
  const closer = make("button", { class: "close", type: "button" }, "×");
  const inside = make("div", { class: "inside", tabindex: "-1" });
  dialog.append(closer, inside);
  const heard = make("div", { class: "sr", id: "heard", role: "log", "aria-live": "polite" });
  const toast = make("div", { id: "toast", role: "status", "aria-live": "polite" });
  let showing = ""; // "facts" while the sheet mirrors the panel, so that it follows repaints

  function tell(text) {
    toast.textContent = text;
    toast.classList.add("on");
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => toast.classList.remove("on"), 3200);
  }

  function openSheet(nodes, what = "") {
    showing = what;
    inside.replaceChildren(...nodes);
    closer.setAttribute("aria-label", say("act.close"));
    if (!dialog.open) dialog.showModal();
    inside.scrollTop = 0;
    inside.focus({ preventScroll: true });
    const mark = $("mark", inside);
    if (mark) mark.scrollIntoView({ block: "center" });
  }
  const titled = (text) => make("h2", { id: "sheet-title" }, text);

  async function cite(data) {
    const query = new URLSearchParams({
      kind: data.cite, id: data.id, lang: data.lang || lang, page: lang, quote: data.quote || "",
    });
    try {
      const reply = await fetch(`look?${query}`, { headers: { accept: "text/html" } });
      if (!reply.ok && reply.status !== 404) throw new Error(String(reply.status));
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      openSheet([...page.body.childNodes]);
    } catch {
      tell(say("turn.lost"));
    }
  }

  function openSources(button) {
    const list = $(".held-sources", button.closest(".turn")).cloneNode(true);
    list.hidden = false;
    list.className = "sources";
    openSheet([titled(say("sheet.sections")), list]);
  }

  let mirrored = "";
  function openFacts() {
    const panel = $("#facts");
    if (!panel) return;
    mirrored = panel.outerHTML;
    const copy = panel.cloneNode(true);
    copy.removeAttribute("id");
    $("h2", copy)?.setAttribute("id", "sheet-title");
    openSheet([copy], "facts");
  }

  function confirmThen(key, action) {
    const yes = make("button", { class: "chip solid warn", type: "button" }, say(`${key}_yes`));
    const no = make("button", { class: "chip", type: "button" }, say("act.cancel"));
    const row = make("div", { class: "chips" });
    row.append(yes, no);
    yes.addEventListener("click", () => { dialog.close(); action(); });
    no.addEventListener("click", () => dialog.close());
    openSheet([titled(say(key)), make("p", { class: "meta" }, say(`${key}_sub`)), row]);
    no.focus();
  }

  // Keeping: only when switched on, only here.
  const kept = () => { try { return localStorage.getItem(STORE); } catch { return null; } };
  let written = "";
  let ending = false; // from the wish to forget until the server knows of it
  function forget() {
    ending = $(".top")?.dataset.kept === "on";
    written = "";
    try { localStorage.removeItem(STORE); } catch { /* private windows may refuse */ }
  }
  function keepSnapshot(top) {
    const snapshot = top.dataset.snapshot;
    if (top.dataset.kept !== "on") ending = false;
    if (ending || !snapshot || snapshot === "{}" || snapshot === written) return;
    written = snapshot;
    try { localStorage.setItem(STORE, snapshot); } catch { /* full or refused: then it isn't kept */ }
  }

  async function copy(text) {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(text);
      else {
        const area = make("textarea", { class: "sr" });
        area.value = text;
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        if (!done) throw new Error("refused");
      }
      tell(say("act.copied"));
    } catch {
      tell(say("act.copy_failed"));
    }
  }

  const acts = {
    again: () => busy() || send("again"),
    over: () => confirmThen("keep.over", () => send("over", { erase: false })),
    erase: () => confirmThen("keep.sure", () => { forget(); send("over", { erase: true }); }),
    keep: () => { if ($(".top").dataset.kept === "on") forget(); send("keep"); },
    resume: () => { const raw = kept(); if (raw) send("resume", { raw }); },
    discard: () => { forget(); $(".resume").hidden = true; },
    skip: () => $("#ask textarea")?.focus(),
  };

  function unfold(button) {
    const block = button.closest(".folds");
    block.classList.add("open");
    const first = $$(".extra, .extra-wide", block)[0];
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
  }

  function thumbs(button) {
    const { thumb, turn } = button.dataset;
    if (thumb === "up") return send("thumb", { turn, up: true, reason: "", words: "" });
    const why = $(".why", button.closest(".turn"));
    why.hidden = !why.hidden;
    if (!why.hidden) $("button", why).focus();
  }
  function sendThumb(button) {
    const why = button.closest(".why");
    const reason = $('[data-reason][aria-pressed="true"]', why)?.dataset.reason ?? "";
    send("thumb", { turn: button.dataset.thumbSend, up: false, reason, words: mask($(".why-words", why).value) });
    $("#ask textarea")?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const hit = event.target.closest(
      "[data-say],[data-cite],[data-drop],[data-copy],[data-share],[data-act],[data-open],[data-more],[data-thumb]," +
        "[data-thumb-send],[data-reason],[data-lang-to]",
    );
    if (!hit || hit.disabled) return;
    const data = hit.dataset;
    if ("say" in data) {
      if (busy()) return;
      send("say", { text: mask(data.say) });
      if (event.detail === 0) $("#ask textarea")?.focus({ preventScroll: true }); // a key, not a finger
    } else if ("cite" in data) cite(data);
    else if ("drop" in data) send("drop", { field: data.drop });
    else if ("copy" in data) copy(data.copy);
    else if ("share" in data) navigator.share({ text: data.share }).catch(() => {});
    else if ("open" in data) data.open === "facts" ? openFacts() : openSources(hit);
    else if ("more" in data) unfold(hit);
    else if ("thumb" in data) thumbs(hit);
    else if ("thumbSend" in data) sendThumb(hit);
    else if ("reason" in data) {
      for (const other of $$("[data-reason]", hit.parentElement)) other.setAttribute("aria-pressed", String(other === hit));
    } else if ("langTo" in data) {
      const address = new URL(location.href);
      address.searchParams.set("lang", data.langTo);
      history.replaceState(null, "", address);
      send("speak", { lang: data.langTo });
    } else {
      if (data.act === "skip") event.preventDefault();
      acts[data.act]?.();
    }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target === closer) dialog.close(); });
  dialog.addEventListener("close", () => { showing = ""; inside.replaceChildren(); });

  // Repaints: what follows from the page as it stands now.
  let announced = { id: "", lines: 0, done: false, following: false };
  function announce() {
    const turn = $("#live .turn");
    if (!turn) return;
    if (turn.id !== announced.id) {
      const fresh = !("earlier" in turn.dataset); // a quick answer may be whole before it is first seen here
      announced = { id: turn.id, lines: 0, done: !fresh, following: fresh };
      hands = false;
    }
    const said = $$(".bot > :is(.lead,.who,.note,.warm,.understood), .bot li:not(.src)", turn);
    if (!announced.done) for (const line of said.slice(announced.lines)) heard.append(make("p", {}, line.innerText));
    announced.lines = said.length;
    if (turn.dataset.state !== "writing" && !announced.done) {
      announced.done = true;
      if (turn.dataset.done) heard.append(make("p", {}, turn.dataset.done));
    }
    while (heard.childElementCount > 40) heard.firstElementChild.remove();
    follow(turn);
  }

  // A new question moves up as its answer grows, until it stands at the top; whoever scrolls is left alone.
  let hands = false;
  for (const kind of ["wheel", "touchmove", "pointerdown"]) addEventListener(kind, () => { hands = true; }, { passive: true });
  function follow(turn) {
    if (!announced.following || hands) return;
    const reach = document.documentElement.scrollHeight - innerHeight;
    const target = Math.min(turn.getBoundingClientRect().top + scrollY - 72, reach);
    if (target > scrollY + 1) scrollTo({ top: target, behavior: calm() || announced.lines ? "auto" : "smooth" });
    if (turn.dataset.state !== "writing") announced.following = false;
  }

  // What was sent leaves the box: between a stopped turn and the next Gradio's own update can get lost.
  const sent = { turn: "", until: 0 };
  function empty(box) {
    const turn = $("#live .turn");
    if (!box?.value || !turn || turn.dataset.status === "rejected") return;
    if (sent.turn !== turn.id) Object.assign(sent, { turn: turn.id, until: Date.now() + 10_000 });
    if (Date.now() > sent.until || box.value.trim() !== $(".me", turn)?.lastChild.textContent.trim()) return;
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function sync() {
    const top = $(".top");
    if (!top) return;
    $("#splash")?.remove();
    if (document.documentElement.lang !== top.dataset.lang) document.documentElement.lang = top.dataset.lang;
    lang = top.dataset.lang === "en" ? "en" : "ko";
    if (document.title !== top.dataset.title) document.title = top.dataset.title;
    const box = $("#ask textarea");
    if (box && !box.dataset.ready) {
      box.dataset.ready = "yes";
      box.setAttribute("enterkeyhint", "send");
      if (matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
    }
    empty(box);
    const offer = $(".resume");
    if (offer && kept() && offer.hidden && top.dataset.kept !== "on") offer.hidden = false;
    if (navigator.share) for (const share of $$("[data-share][hidden]")) share.hidden = false;
    keepSnapshot(top);
    announce();
    if (showing === "facts" && dialog.open && $("#facts")?.outerHTML !== mirrored) openFacts();
  }

  // Gradio's own notices are in English and name its parts; a person gets ours.
  function notices() {
    const notice = $(".toast-wrap .toast-body, .toast-body");
    if (!notice) return;
    const full = /queue|full|busy/i.test(notice.textContent);
    for (const one of $$(".toast-body")) one.remove();
    tell(say(full ? "turn.busy" : "turn.lost"));
  }

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; notices(); sync(); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state", "data-lang", "data-kept", "data-snapshot"], characterData: true });
  addEventListener("DOMContentLoaded", () => document.body.append(dialog, heard, toast));

  const asked = (text) => busy() || send("say", { text: mask(text) });
  const quiet = () => $('#live [data-status="crisis"]') !== null;
  const parts = { make, say, tell, openSheet, closeSheet: () => dialog.close(), send, lang: () => lang, quiet };
  window.ieum = { bridge, mask, say: asked, parts };
})();

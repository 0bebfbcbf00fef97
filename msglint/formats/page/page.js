"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const cards = all(".card");
const marks = all(".mark");
const buttons = all(".filters button[aria-pressed]");
const frames = all("iframe");
const written = new Map(frames.map((frame) => [frame, frame.getAttribute("srcdoc")]));
const isOn = (id) => !byId(id).hidden;

/* Filters: without a pressed button everything is shown. */
const pressed = (kind) =>
  new Set(buttons.filter((one) => one.dataset[kind] && one.getAttribute("aria-pressed") === "true").map((one) => one.dataset[kind]));

function applyFilters() {
  const rules = pressed("rule");
  const severities = pressed("severity");
  const some = rules.size + severities.size > 0;
  for (const card of cards) {
    card.hidden = (rules.size && !rules.has(card.dataset.rule)) || (severities.size && !severities.has(card.dataset.severity)) || false;
  }
  for (const mark of marks) mark.classList.toggle("off", !mark.dataset.findings.split(" ").some(isOn));
  let drafts = 0;
  for (const draft of all("section.draft")) {
    const on = all(".card", draft).some((card) => !card.hidden);
    draft.hidden = some && !on;
    drafts += on;
    const link = document.querySelector(`nav a[href="#${draft.id}"]`);
    if (link) link.parentElement.hidden = draft.hidden;
  }
  for (const frame of frames) restyle(frame, some);
  const left = cards.filter((card) => !card.hidden).length;
  byId("everything").disabled = !some;
  byId("nothing").hidden = left > 0 || !some;
  byId("status").textContent = some ? `${left} of ${cards.length} findings shown, in ${drafts} ${drafts === 1 ? "message" : "messages"}` : "";
}

/* A sandboxed frame cannot be reached into: it is written anew, with one more style rule. */
function restyle(frame, some) {
  const draft = frame.closest("section.draft");
  const on = all(".card", draft).filter((card) => !card.hidden).map((card) => `.msglint-${card.id.split("f")[1]}`);
  const off = `:is(msglint-mark, [data-msglint-around]):not(.msglint-none${on.map((one) => `, ${one}`).join("")})`;
  const rule = `${off} { background: none !important; outline: none !important; text-decoration: none !important; cursor: auto !important }`;
  const source = written.get(frame);
  const fresh = some ? source.replace("</head>", () => `<style>${rule} ${off}::after { display: none !important }</style></head>`) : source;
  if (frame.getAttribute("srcdoc") !== fresh) frame.setAttribute("srcdoc", fresh);
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    applyFilters();
  });
}
byId("everything")?.addEventListener("click", () => {
  for (const button of buttons) button.setAttribute("aria-pressed", "false");
  applyFilters();
});

/* What a mark says, beside it: on hover, and when the keyboard gets there. */
const tip = byId("tip");
let shownFor = null;

function showTip(mark) {
  const ids = mark.dataset.findings.split(" ").filter(isOn);
  if (!ids.length) return;
  tip.replaceChildren(...ids.flatMap((id) => tipOf(byId(id))));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  shownFor = mark;
  const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(place.left, room))}px`;
  const last = mark.getBoundingClientRect().bottom;
  const above = last + tip.offsetHeight + 8 > window.innerHeight && place.top > tip.offsetHeight + 8;
  tip.style.top = `${above ? place.top - tip.offsetHeight - 6 : last + 6}px`;
}

function tipOf(card) {
  const part = (name, words) => {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  };
  const text = (selector) => card.querySelector(selector).textContent;
  const answers = all("dd", card).map((one) => one.textContent);
  return [
    part(`head ${card.dataset.severity}`, `${card.dataset.severity} · ${card.dataset.rule}`),
    part("message", text(".message")),
    part("instead", answers[0]),
    part("policy", answers[1]),
  ];
}

function hideTip() {
  tip.hidden = true;
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
}

for (const mark of marks) {
  mark.addEventListener("mouseenter", () => showTip(mark));
  mark.addEventListener("focus", () => showTip(mark));
  mark.addEventListener("mouseleave", (event) => { if (event.relatedTarget !== tip) hideTip(); });
  mark.addEventListener("blur", hideTip);
}
tip.addEventListener("mouseleave", hideTip);
addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
addEventListener("scroll", () => { if (shownFor && shownFor !== document.activeElement) hideTip(); }, true);

/* From a finding to its place: in the source by the link itself, in a frame by the only way there is into a sandbox, an address. */
for (const link of all("a.place")) {
  link.addEventListener("click", () => {
    const number = link.closest(".card").id.split("f")[1];
    for (const frame of all("iframe", link.closest("section.draft"))) {
      try {
        frame.contentWindow.location.replace(`about:srcdoc#msglint-${number}`);
      } catch {
        /* a browser that allows not even that */
      }
    }
  });
}

/* A link to a draft that is folded up opens it. */
function openTarget() {
  const target = location.hash.length > 1 && byId(location.hash.slice(1));
  const fold = target && (target.querySelector(":scope > details") ?? target.closest("details"));
  if (!fold) return;
  if (!fold.open) {
    fold.open = true;
    target.scrollIntoView();
  }
  if (target.matches(".card, .mark")) target.focus({ preventScroll: true });
}
addEventListener("hashchange", openTarget);
openTarget();

/* The theme: the system's, until somebody wants the other one. */
const theme = byId("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const nameTheme = () => { theme.textContent = isDark() ? "Light colours" : "Dark colours"; };
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});
dark.addEventListener("change", nameTheme);
nameTheme();
theme.hidden = false;

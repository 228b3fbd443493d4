// The editor by keyboard. Everything here is done by plain forms; script moves the one form from turn to turn and presses its buttons.
import { t } from "../messages.js";

const editor = document.querySelector(".editor");
const turns = [...editor.querySelectorAll(".work-turn")];
const panel = document.getElementById("panel");
const field = (name) => panel.elements.namedItem(name);
let chosen = turns.findIndex((turn) => turn.classList.contains("chosen"));

function choose(index, { scroll = true } = {}) {
  if (index < 0 || index >= turns.length) return;
  turns[chosen]?.classList.remove("chosen");
  chosen = index;
  const turn = turns[chosen];
  turn.classList.add("chosen");
  for (const place of editor.querySelectorAll('input[name="turn"]')) place.value = turn.id;
  if (panel) fill(turn);
  showInSource(turn);
  turn.focus({ preventScroll: true });
  if (scroll) turn.scrollIntoView({ block: turn.offsetHeight > innerHeight * 0.8 ? "start" : "nearest" });
}

function fill(turn) {
  turn.append(panel.parentElement);
  field("speaker").value = turn.dataset.speaker;
  field("role").value = turn.dataset.role;
  field("answers").value = turn.dataset.answers;
  field("words").value = "";
  const places = [...turn.querySelectorAll("[data-at]")].filter((place) => place.dataset.at !== "0");
  field("at").replaceChildren(new Option(t("choose a sentence"), ""), ...places.map((place) => new Option(short(place.textContent), place.dataset.at)));
}

function short(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

function showInSource(turn) {
  const span = document.getElementById(`s-${turn.id}`);
  const pane = document.querySelector(".page-text");
  document.querySelector(".in-turn.in-view")?.classList.remove("in-view");
  if (!span || !pane) return;
  span.classList.add("in-view");
  if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = span.offsetTop - pane.offsetTop - 48;
}

const press = (action) => panel?.querySelector(`button[name="do"][value="${action}"]:not(.unseen)`)?.click();
const into = (name) => { panel?.scrollIntoView({ block: "nearest" }); field(name)?.focus(); field(name)?.select?.(); };
const go = (rel) => document.querySelector(`.bar a[rel="${rel}"]`)?.click();
function unfold(id, first) {
  const box = document.querySelector(id);
  if (!box) return;
  box.open = !box.open;
  if (box.open) (box.querySelector(first) ?? box).focus();
  box.scrollIntoView({ block: "nearest" });
}
function setRole(number) {
  const option = field("role")?.options[number - 1];
  if (!option) return;
  option.selected = true;
  press("save");
}

const keys = {
  j: () => choose(chosen + 1), k: () => choose(chosen - 1),
  l: () => into("speaker"), r: () => into("role"), a: () => into("answers"), s: () => into("at"),
  m: () => press("join"), f: () => press("furniture"),
  e: () => unfold(".facts-of-it", "input[name=title]"), o: () => unfold("#as-a-page", "summary"),
  u: () => document.querySelector("#undo button")?.click(),
  w: () => document.querySelector('.bar button[value="looked-at"]')?.click(),
  n: () => go("next"), p: () => go("prev"),
  "?": () => { const box = document.getElementById("keys"); box.classList.toggle("open"); if (box.classList.contains("open")) { box.tabIndex = -1; box.focus(); } },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    document.getElementById("keys").classList.remove("open");
    if (typing) turns[chosen]?.focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = /^[1-6]$/.test(event.key) ? () => setRole(Number(event.key)) : keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

for (const [index, turn] of turns.entries()) {
  turn.addEventListener("click", (event) => {
    if (event.target.closest("form, a:not(.choose)")) return;
    event.preventDefault();
    if (index !== chosen) choose(index, { scroll: false });
    const place = event.target.closest("[data-at]");
    if (place && panel && place.dataset.at !== "0") field("at").value = place.dataset.at;
  });
}
if (chosen >= 0) {
  showInSource(turns[chosen]);
  turns[chosen].focus({ preventScroll: true });
}

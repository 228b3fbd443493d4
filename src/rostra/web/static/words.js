// Select words in a turn: a small bar offers a link that shows them in context, and the words as a quotation.
import { copy } from "./copy.js";
import { t } from "./messages.js";

const SHORTEST = 3; // characters: less is a slip of the hand
const WHOLE = 200; // characters that a link spells out; longer selections are named by their first and last words

function fragment(text) {
  const spell = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
  if (text.length <= WHOLE) return spell(text);
  const words = text.split(" ");
  return `${spell(words.slice(0, 5).join(" "))},${spell(words.slice(-5).join(" "))}`;
}

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const text = selection.toString().replace(/\s+/g, " ").trim();
  const start = selection.getRangeAt(0).startContainer;
  const place = (start.nodeType === 1 ? start : start.parentElement)?.closest(".words p[id]");
  if (!place || text.length < SHORTEST) return null;
  const range = selection.getRangeAt(0);
  return { text, place, range: range.cloneRange(), box: range.getBoundingClientRect() };
}

// Who says the words, as the page names them: those of whose turns some word is chosen, in order. A turn that goes on is named above.
function sayers(range) {
  const names = new Set();
  let name = "";
  for (const turn of document.querySelectorAll(".statement .turn")) {
    name = turn.querySelector(".who bdi")?.textContent.trim() ?? name;
    const part = document.createRange();
    part.selectNodeContents(turn.querySelector(".words"));
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    if (name && part.toString().trim()) names.add(name);
  }
  return [...names];
}

function link({ text, place }) {
  const page = new URLSearchParams(location.search).get("page"); // of a long statement
  return `${location.origin}${location.pathname}${page ? `?page=${page}` : ""}#${place.id}:~:text=${fragment(text)}`;
}

function quotation(choice) {
  const { title, date } = document.querySelector(".statement").dataset;
  return `“${choice.text}”\n${[...sayers(choice.range), title, date].filter(Boolean).join(", ")}\n${link(choice)}`;
}

function share(choice) {
  const { title } = document.querySelector(".statement").dataset;
  const said = [`“${choice.text}”`, ...sayers(choice.range)].join("\n");
  navigator.share({ title, text: said, url: link(choice) }).catch(() => {}); // the reader may change their mind
}

function show(bar, choice) {
  bar.hidden = false;
  const left = Math.min(choice.box.left, document.documentElement.clientWidth - bar.offsetWidth - 8);
  bar.style.left = `${Math.max(8, left) + scrollX}px`;
  bar.style.top = `${choice.box.bottom + scrollY + 8}px`;
}

function button(name, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  made.addEventListener("click", () => action(made));
  return made;
}

export function offerLinksToWords() {
  if (!document.querySelector(".statement .words") || !navigator.clipboard) return;
  let choice = null;
  const bar = document.createElement("div");
  bar.className = "selection-bar";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("Selected words"));
  bar.append(
    button(t("Copy link"), (made) => choice && copy(link(choice), made)),
    button(t("Copy quotation"), (made) => choice && copy(quotation(choice), made)),
    ...(navigator.share ? [button(t("Share"), () => choice && share(choice))] : []),
  );
  document.querySelector(".statement").append(bar);
  const look = () => {
    choice = chosen();
    if (choice) show(bar, choice);
    else bar.hidden = true;
  };
  document.addEventListener("pointerup", () => setTimeout(look));
  document.addEventListener("keyup", look);
}

// Searching without a server: the query of the address, answered from the index that lies beside the pages.
import { makeFolder } from "./folding.js";
import { ask } from "./asking.js";
import { makeLoader } from "./loading.js";
import { makeFinder } from "./finding.js";
import { makeMatcher } from "./matching.js";
import { makeShower } from "./showing.js";

const PASSAGES = 10; // shown at a time
const WEIGHT = 12_000; // characters of text that one look may load, unless nothing was found in them yet
const MOST_LOOKS = 60; // parts that one look reads at most

const place = document.getElementById("answers");
const root = new URL("../../", document.currentScript.src);
const loader = makeLoader(new URL("search/", root));

function say(key, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), place.dataset[key]);
}

// Words of the query in a sentence, set apart lest their direction turns it.
function quoted(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]));
}

function note(key, values) {
  const list = place.querySelector(".notes") ?? place.appendChild(Object.assign(document.createElement("ul"), { className: "notes" }));
  const line = document.createElement("li");
  line.textContent = say(key, values);
  list.append(line);
}

function orders(found, order) {
  if (order === "relevance") return found.sort((one, other) => other.score - one.score || one.part - other.part);
  const sign = order === "oldest" ? -1 : 1; // parts stand newest first
  return found.sort((one, other) => sign * (one.part - other.part));
}

async function answer(query, order) {
  const index = await loader.load("root", `?${Date.now()}`);
  const folder = makeFolder(index.folding);
  globalThis.rostra.words = folder.words; // for who would look how words are folded
  const matcher = makeMatcher(folder);
  const told = new Map();
  const tree = ask(query, folder, (key, values = {}) => { told.set(key + JSON.stringify(values), [key, values]); });
  for (const [key, values] of told.values()) note(key, quoted(values));
  const notes = new Set();
  const answers = await Promise.all(index.segments.map((segment) => makeFinder(segment, loader, notes)(tree)));
  const candidates = orders(answers.flatMap(({ found }) => found), tree ? order : order === "relevance" ? "newest" : order);
  for (const key of notes) note(key);
  const shower = makeShower(root, index, { untitled: place.dataset.untitled, question: place.dataset.question });
  let at = 0, shown = 0, above = null;
  const more = Object.assign(document.createElement("button"), { type: "button", className: "more", textContent: place.dataset.more });
  const list = place.appendChild(document.createElement("div"));
  const status = place.insertBefore(document.createElement("p"), list);
  status.setAttribute("role", "status");
  status.className = "bar-line";

  async function look() {
    more.disabled = true;
    const before = shown;
    let looked = 0, weight = 0;
    while (at < candidates.length && shown - before < PASSAGES && looked < MOST_LOOKS && (weight < WEIGHT || shown === before)) {
      const { segment, part } = candidates[at++];
      const range = segment.ranges.findLastIndex((from) => from <= part);
      const content = await loader.load(`${segment.folder}/parts/${range}/${part - segment.ranges[range]}`);
      looked += 1;
      weight += JSON.stringify(content).length;
      shown += show(content);
    }
    const left = candidates.length - at;
    status.textContent = shown ? say(left ? "some" : "all", { n: shown, left }) : left ? say("looking", { left }) : say("none");
    more.hidden = !left;
    more.disabled = false;
  }

  function show(part) {
    const hits = part.turns
      .map((turn, number) => ({ turn, passage: matcher.prepare(part, turn, Boolean(part.first) && number === 0) }))
      .filter(({ passage }) => matcher.has(passage, tree));
    if (!hits.length) return 0;
    if (above?.id !== part.id) {
      above = { id: part.id, article: shower.heading(part) };
      list.append(above.article);
    }
    for (const { turn, passage } of hits) above.article.append(shower.passage(part, turn, matcher.marks(passage, tree)));
    return hits.length;
  }

  more.addEventListener("click", look);
  place.append(more);
  await look();
  place.dataset.done = "true";
}

if (place) {
  const asked = new URLSearchParams(location.search);
  const query = (asked.get("q") ?? "").trim().slice(0, 1000);
  for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
  if (query) {
    place.hidden = false;
    const order = ["newest", "oldest"].includes(asked.get("order")) ? asked.get("order") : "relevance";
    for (const link of place.querySelectorAll(".orders a")) {
      link.href = `?${new URLSearchParams({ q: query, order: link.dataset.order })}`;
      if (link.dataset.order === order) link.setAttribute("aria-current", "true");
    }
    answer(query, order).catch(() => note("failed"));
  }
}

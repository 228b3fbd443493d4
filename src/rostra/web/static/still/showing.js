// A passage on the page: some words around the place where most matches meet, marked, leading to its turn.

const AROUND = 240; // characters

function excerpt(text, spans) {
  let from = 0, most = 0;
  for (const [start] of spans) {
    const inside = spans.filter(([other, end]) => other >= start && end <= start + AROUND).length;
    if (inside > most) [from, most] = [start, inside];
  }
  const first = Math.max(0, from - 60);
  const start = first && text.slice(first, from).includes(" ") ? text.indexOf(" ", first) + 1 : first;
  const end = Math.min(text.length, start + AROUND);
  const stop = end < text.length && text.slice(end - 30, end).includes(" ") ? text.lastIndexOf(" ", end) : end;
  return { start, stop };
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function said(turn, spans) {
  const text = turn.text ?? "";
  const { start, stop } = excerpt(text, spans);
  const words = element("span", "said");
  let at = start;
  if (start) words.append("… ");
  for (const [from, to] of spans) {
    if (from < at || to > stop) continue;
    words.append(text.slice(at, from), element("mark", "", text.slice(from, to)));
    at = to;
  }
  words.append(text.slice(at, stop), stop < text.length ? " …" : "");
  return words;
}

function day(date, language) {
  const [year, month, number] = date.split("-").map(Number);
  const style = { year: "numeric", ...(month && { month: "long" }), ...(number && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(new Date(Date.UTC(year, (month || 1) - 1, number || 1)));
}

export function makeShower(root, names, words) {
  const language = document.documentElement.lang;

  function heading(part) {
    const article = element("article", "hit");
    const meta = element("p", "meta", names.kinds[part.kind] ?? part.kind);
    if (part.date) meta.append(" · ", day(part.date, language));
    if (part.place) meta.append(" · ", part.place);
    const link = element("a", "", part.title || words.untitled);
    link.href = new URL(`statements/${encodeURIComponent(part.id)}/index.html`, root);
    link.dir = "auto";
    const title = element("h3", "");
    title.append(link);
    article.append(meta, title);
    return article;
  }

  function passage(part, turn, spans) {
    const asks = turn.role === "question";
    const box = element("div", asks ? "passage-hit asking" : "passage-hit");
    const line = element("p", "found-words");
    line.dir = "auto";
    const link = element("a", "");
    link.href = new URL(`statements/${encodeURIComponent(part.id)}/index.html${turn.id ? `#${turn.id}` : ""}`, root);
    if (asks) link.append(element("b", "asks", words.question), " ");
    else if (turn.speaker) link.append(element("b", "", turn.speaker), " ");
    link.append(said(turn, spans));
    line.append(link);
    box.append(line);
    return box;
  }

  return { heading, passage };
}

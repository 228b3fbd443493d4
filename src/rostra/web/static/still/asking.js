// What a person types as a tree: {all: […]}, {any: […]}, {not: …}, {words, field, prefix, whole}, {role, inner}, {first, last}.
// Nothing is an error: what cannot be read as meant is read as words.

const NAMES = new Set(["speaker", "person", "role", "kind", "section", "tag", "category", "place", "language", "title"]);
const SCOPES = new Set(["question", "answer"]);
const DATE = "\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?";
const RANGE = new RegExp(`^(${DATE})?\\.\\.(${DATE})?$`);
const ONE_DATE = new RegExp(`^${DATE}$`);
const COMPARED = new RegExp(`^([<>]=?)(${DATE})$`);
const YEAR = /^(?:1[89]|20)\d\d$/; // a number that means a year where no field says so
const TOKEN = /\s+|([()])|(\|+|&&+)|"([^"]*)"|"|((?:[^\s()"|&]|&(?!&))+)/g;
const BEYOND = /(?:^|[\s(])NEAR(?:\/\d+)?(?=[\s(]|$)|~\d?(?=[\s)]|$)|(?:^|[\s(-])=\S|\b(?:about|country|asked-by):|[*?](?=[\p{L}\p{N}])/u;
const LONGEST = 2000;
const DEEPEST = 12;
const MOST_WORDS = 64;

// Whether it has an operator or field that only a live site knows.
export function isBeyond(text) {
  return BEYOND.test(text.slice(0, LONGEST).replace(/"[^"]*"/g, '"'));
}

function cut(text) {
  const typed = text.slice(0, LONGEST).replace(/[“”„‟«»＂「」『』]/g, '"').replaceAll("（", "(").replaceAll("）", ")").replaceAll("：", ":");
  const tokens = [];
  for (const [, bracket, sign, phrase, raw] of typed.matchAll(TOKEN)) {
    if (tokens.length >= MOST_WORDS * 2) break;
    if (bracket) tokens.push({ type: bracket });
    else if (sign) tokens.push({ type: sign[0] === "|" ? "OR" : "AND" });
    else if (phrase !== undefined) tokens.push({ type: "phrase", text: phrase });
    else if (raw) cutRaw(raw, tokens);
  }
  return tokens;
}

function cutRaw(raw, tokens) {
  if (["AND", "OR", "NOT"].includes(raw)) return tokens.push({ type: raw });
  const bare = raw.replace(/^-+/, "").replace(/^date(?=[<>])/i, "date:");
  if (raw.startsWith("-")) tokens.push({ type: "NOT" });
  if (!bare) return undefined;
  const range = RANGE.exec(bare);
  if (range && (range[1] || range[2])) return tokens.push(dates(range[1] ?? "", range[2] ?? ""));
  const open = compared(bare, false);
  if (open) return tokens.push(open);
  const named = /^([A-Za-z]+):(.*)$/s.exec(bare);
  const name = named?.[1].toLowerCase();
  if (!named || named[2].startsWith("//") || !(NAMES.has(name) || SCOPES.has(name) || name === "date")) return tokens.push(word(bare));
  if (name === "date") {
    const span = RANGE.exec(named[2]);
    if (span && (span[1] || span[2])) return tokens.push(dates(span[1] ?? "", span[2] ?? ""));
    const side = compared(named[2], true);
    if (side) return tokens.push(side);
    return tokens.push(ONE_DATE.test(named[2]) ? dates(named[2], named[2]) : word(named[2] || name));
  }
  tokens.push({ type: "field", name });
  if (named[2]) tokens.push(word(named[2]));
  return undefined;
}

function dates(first, last) {
  const shared = Math.min(first.length, last.length);
  const backwards = first.slice(0, shared) > last.slice(0, shared);
  return { type: "dates", first: backwards ? last : first, last: backwards ? first : last };
}

// What a sign in front of a date means: ">2014" is from 2015 on. A bare number is a date only if it looks like a year.
function compared(text, named) {
  const [, sign, date] = COMPARED.exec(text) ?? [];
  if (!date || !(named || date.includes("-") || YEAR.test(date))) return null;
  const edge = sign.length > 1 ? date : beside(date, sign === ">" ? 1 : -1);
  return sign.startsWith(">") ? dates(edge, "") : dates("", edge);
}

// The year, month or day after (1) or before (-1) this one; itself at the ends of the calendar.
function beside(date, step) {
  const [year, month, day] = date.split("-").map(Number);
  const moved = new Date(0);
  moved.setUTCFullYear(month ? year : year + step, month ? month - 1 + (day ? 0 : step) : 0, day ? day + step : 1);
  const told = moved.toISOString().slice(0, date.length);
  return ONE_DATE.test(told) ? told : date;
}

function word(raw) {
  const stem = raw.replace(/[,;.!?]+$/, "");
  return { type: "word", text: stem.replaceAll("*", " "), prefix: stem.endsWith("*") };
}

// Tokens with which nothing can be done are left out, so that reading them cannot fail.
function mend(tokens, folder) {
  const kept = tokens.filter(({ type, text }) => !["word", "phrase"].includes(type) || folder.words(text).length);
  const open = [];
  const partner = new Set();
  kept.forEach(({ type }, at) => {
    if (type === "(") open.push(at);
    if (type === ")" && open.length) {
      const from = open.pop();
      if (open.length < DEEPEST) partner.add(from).add(at);
    }
  });
  return kept.filter(({ type }, at) => !["(", ")"].includes(type) || partner.has(at));
}

export function ask(text, folder) {
  const tokens = mend(cut(text), folder);
  let at = 0;
  const peek = () => tokens[at]?.type;

  function any(field) {
    const parts = [];
    while (at < tokens.length && peek() !== ")") {
      const part = all(field);
      if (part) parts.push(part);
      if (peek() === "OR") at += 1;
    }
    return parts.length > 1 ? { any: parts } : parts[0] ?? null;
  }

  function all(field) {
    const parts = [];
    while (at < tokens.length && peek() !== ")" && peek() !== "OR") {
      if (peek() === "AND") { at += 1; continue; }
      const part = unit(field);
      if (part) parts.push(part);
    }
    return parts.length > 1 ? { all: parts } : parts[0] ?? null;
  }

  function unit(field) {
    let not = false;
    while (peek() === "NOT") { not = !not; at += 1; }
    const found = operand(field);
    return found && not ? { not: found } : found;
  }

  function operand(field) {
    const token = tokens[at];
    if (!token || token.type === ")" || token.type === "OR" || token.type === "AND") return null;
    at += 1;
    if (token.type === "(") {
      const inner = any(field);
      at += 1;
      return inner;
    }
    if (token.type === "field") {
      if (!SCOPES.has(token.name)) return operand(token.name) ?? leaf({ type: "word", text: token.name }, field);
      const inner = operand("");
      return inner ? { role: token.name, inner } : leaf({ type: "word", text: token.name }, field);
    }
    if (token.type === "dates") return { first: token.first, last: token.last };
    return leaf(token, field);
  }

  function leaf({ type, text, prefix }, field) {
    const words = folder.words(text);
    return { words, text, field, prefix: Boolean(prefix) && !folder.isCharacterwise(words.at(-1)), whole: type === "phrase" };
  }

  return any("");
}

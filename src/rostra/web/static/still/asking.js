// What a person types as a tree: {all: […]}, {any: […]}, {not: …}, {words, field, prefix, whole}, {role, inner}, {first, last}.
// Nothing is an error: what cannot be read as meant is read as words or passed over, and `note` is told of it. The passes are
// those of the server: cut the text into tokens, mend them, read them.
import { isDotted, readDates } from "./dating.js";

const NAMES = new Set(["speaker", "person", "role", "kind", "section", "tag", "category", "place", "language", "title"]);
const LIVE = new Set(["about", "asked-by", "country"]); // fields that this index does not carry
const SCOPES = new Set(["question", "answer"]);
const OPERATORS = new Set(["AND", "OR", "NOT"]);
const OPERANDS = new Set(["word", "phrase", "dates"]);
const SMALL = new Set(["and", "or", "not"]);
const LONGEST = 2000;
const DEEPEST = 12;
const MOST_WORDS = 64;
const SENTENCE = 7; // more words in a row are prose

const FIELDS = [...NAMES, ...LIVE, ...SCOPES, "date"].join("|");
const DATED = "(?:\\d{1,2}\\.){0,2}(?:1[89]|20)\\d\\d(?:[-/.]\\d{1,2}){0,2}";
const REST = '(?:[^\\s()"|&]|&(?!&))';
const SPACED = // pieces that white space may part: "speaker = vela", "date >= 2014", "2014 - 2015"
  `[-–—−]?(?:(?:${FIELDS})(?:\\s{0,3}!?=+\\s{1,3}|!?=+)|date\\s{0,3}[:=]?\\s{0,3}[<>]=?\\s{0,3})${REST}*` +
  `|${DATED}\\s{1,3}(?:\\.{2,}|[-–—−…])\\s{1,3}${DATED}(?!${REST})`;
const TOKEN = new RegExp(`\\s+|([()])|(\\|+|&&+)|"([^"]*)"|(")|(${SPACED}|${REST}+)`, "gi");
const EQUALS = new RegExp(`^([-–—−]*)((?:${FIELDS})(?=!?=)|date(?=[<>]))(!?)=*`, "i");
const PARTED = new RegExp(`^(${DATED})\\s+([-–—−…]|\\.+)\\s+(${DATED})$`);
const MINUS = /^[-–—−]+/;
const NEAR = /^NEAR(?:\/\d+)?$/;
const LETTERS = /[\u1100-\u11ff\uac00-\ud7a3]*[\u1100-\u11ff][\u1100-\u11ff\uac00-\ud7a3]*/g; // Korean, one by one
const SIGNS = { "（": "(", "）": ")", "：": ":", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "＝": "=", "｜": "|", "＆": "&" };

function cut(text, folder, note) {
  const typed = text.slice(0, LONGEST).replace(/[“”„‟«»＂「」『』]/g, '"').replace(/[（）：＜＞≤≥＝｜＆]/g, (sign) => SIGNS[sign]).replace(LETTERS, (run) => run.normalize("NFC"));
  const whole = typed.replace(/(?<=[\u0591-\u05f2])"(?=[\u05d0-\u05f2])/g, "\u05f4");
  const tokens = [];
  let words = 0;
  for (const match of whole.matchAll(TOKEN)) {
    const [, bracket, sign, phrase, stray, raw] = match;
    const before = whole[match.index - 1] ?? "";
    let fresh = [];
    if (bracket) fresh = [{ type: bracket }];
    else if (sign) fresh = [{ type: sign[0] === "|" ? "OR" : "AND", sign: sign[0] === "|" ? "|" : "&&" }];
    else if (stray) note("quote");
    else if (phrase !== undefined) fresh = folder.words(phrase).length ? [{ type: "phrase", text: phrase }] : [];
    else if (raw) fresh = cutRaw(settle(raw), before === '"', whole[match.index + match[0].length] ?? "", folder, note);
    fresh.forEach((token, at) => { token.glued = at > 0 || /\S/.test(before); });
    words += fresh.filter(({ type }) => type === "word" || type === "phrase").length;
    if (words > MOST_WORDS) { note("many", { n: MOST_WORDS }); break; }
    tokens.push(...fresh);
  }
  return bracketValues(tokens);
}

// The run as the language writes it, where it has another sign for a field's colon or for the dots of a span.
function settle(run) {
  const parted = PARTED.exec(run);
  if (parted) return `${parted[1]}${MINUS.test(parted[2]) ? "–" : ".."}${parted[3]}`;
  const raw = run.replace(/\s+/g, "");
  const [whole, minus, name, unlike] = EQUALS.exec(raw) ?? [];
  return whole === undefined ? raw : `${minus || unlike ? "-" : ""}${name}:${raw.slice(whole.length)}`;
}

function cutRaw(raw, behindPhrase, following, folder, note) {
  if (OPERATORS.has(raw)) return [{ type: raw, text: raw }];
  if (NEAR.test(raw)) return note("beyond"), [{ type: "AND", text: raw }];
  if (behindPhrase && /^~\d*$/.test(raw)) return note("beyond"), [];
  const bare = raw.replace(MINUS, "");
  if (!MINUS.test(raw) || !(bare || following === '"' || following === "(")) return cutBare(raw, following, folder, note);
  const excluded = bare ? cutBare(bare, following, folder, note) : [];
  return excluded.length || !bare ? [{ type: "NOT", minus: true }, ...excluded] : [];
}

function cutBare(raw, following, folder, note) {
  const dates = readDates(raw, false, note);
  if (dates) return [dates];
  if (isDotted(raw)) return note("dots"), /[^.]/.test(raw) ? words(raw, folder, note, true) : [];
  const named = /^([A-Za-z]+(?:-[A-Za-z]+)?):(.*)$/s.exec(raw);
  if (!named || named[2].startsWith("//")) return raw === "=" && following === '"' ? (note("beyond"), []) : words(raw, folder, note, true);
  const name = named[1].toLowerCase();
  if (LIVE.has(name)) note("beyond");
  else if (!NAMES.has(name) && !SCOPES.has(name) && name !== "date") note("field", { field: name });
  if (!NAMES.has(name) && !SCOPES.has(name) && name !== "date") return words(raw, folder, note, true);
  const dated = SCOPES.has(name) || name === "date";
  const value = dated ? readDates(named[2], name === "date", note) : null;
  const values = value ? [value] : named[2] ? words(named[2], folder, note, dated) : [];
  if (name !== "date" || values.length < 2) return [{ type: "field", name }, ...values];
  note("date", { word: named[2].slice(0, 40) }); // in pieces, none of which is the date that was meant
  return values.map((token) => (token.type === "dates" ? { type: "phrase", text: token.text } : token));
}

// The words of a run: cut at what cannot stand inside one. Signs that only a live site knows are told of and passed over.
function words(raw, folder, note, dates) {
  const stem = raw.replace(/[,;.!?]+$/, "");
  if (/^=|[^~]~\d?$|[*?]./.test(stem)) note("beyond");
  const tokens = [];
  for (const piece of stem.replace(/~\d?$/, "").split(/[:~]+|\.\.+/)) {
    const found = folder.find(piece);
    if (!found.length) continue;
    const date = dates || tokens.length ? readDates(piece.slice(found[0].start, found.at(-1).end), false, note) : null;
    tokens.push(date ?? { type: "word", text: piece.replaceAll("*", " "), prefix: piece.endsWith("*") });
  }
  if (!tokens.length) note("empty", { word: raw.slice(0, 40) });
  return tokens;
}

// Values of a field that signs join without white space, as in "tag:a|b", in brackets: all of them are the field's.
function bracketValues(tokens) {
  const made = [];
  const isValue = (token) => token?.glued && OPERANDS.has(token.type);
  for (let at = 0; at < tokens.length; at += 1) {
    made.push(tokens[at]);
    if (tokens[at].type !== "field" || !isValue(tokens[at + 1])) continue;
    let end = at + 2;
    while (tokens[end]?.sign && tokens[end].glued && isValue(tokens[end + 1])) end += 2;
    if (end === at + 2) continue;
    made.push({ type: "(" }, ...tokens.slice(at + 1, end), { type: ")" });
    at = end - 1;
  }
  return made;
}

// Tokens that the grammar reads to their end: brackets with a partner, fields with a value, operators with what they join.
function mend(tokens, note) {
  return mendOperators(mendFields(mendBrackets(tokens, note), note), note);
}

function mendBrackets(tokens, note) {
  const open = [];
  const partner = new Set();
  let deep = 0, lone = 0;
  tokens.forEach(({ type }, at) => {
    if (type === "(") open.push(at);
    if (type !== ")") return;
    if (!open.length) { lone += 1; return; }
    const from = open.pop();
    if (open.length < DEEPEST) partner.add(from).add(at);
    else deep += 1;
  });
  if (lone + open.length) note("bracket");
  if (deep) note("deep", { n: DEEPEST });
  const kept = [];
  tokens.forEach((token, at) => {
    if ((token.type === "(" || token.type === ")") && !partner.has(at)) return;
    while (token.type === ")" && (kept.at(-1).minus || kept.at(-1).sign)) noteSign(kept.pop(), note);
    if (token.type === ")" && kept.at(-1).type === "(") kept.pop();
    else kept.push(token);
  });
  return kept;
}

// A minus that stands alone is a dash of the sentence; other signs were meant.
function noteSign({ sign }, note) {
  if (sign) note("sign", { sign });
}

function mendFields(tokens, note) {
  return tokens.map((token, at) => {
    const next = tokens[at + 1]?.type;
    if (token.type !== "field" || next === "(" || OPERANDS.has(next)) return token;
    note("behind", { word: `${token.name}:` });
    return { type: "word", text: token.name };
  });
}

function mendOperators(tokens, note) {
  const isOperand = (token) => token && (token.type === "(" || token.type === "field" || OPERANDS.has(token.type));
  const opens = []; // an operand begins there
  for (let at = tokens.length - 1; at >= 0; at -= 1) opens[at] = tokens[at].type === "NOT" ? opens[at + 1] : isOperand(tokens[at]);
  const kept = [];
  tokens.forEach((token, at) => {
    const behind = kept.length && (kept.at(-1).type === ")" || OPERANDS.has(kept.at(-1).type));
    if (!OPERATORS.has(token.type) || (opens[at + 1] && (token.type === "NOT" || behind))) kept.push(token);
    else if (token.minus || token.sign) noteSign(token, note);
    else {
      note("join", { word: token.text });
      kept.push({ type: "word", text: token.text.toLowerCase() });
    }
  });
  if (kept.filter(({ type }) => type === "word").length <= SENTENCE)
    kept.forEach((token, at) => {
      const joins = at && (kept[at - 1].type === ")" || OPERANDS.has(kept[at - 1].type)) && isOperand(kept[at + 1]);
      if (joins && token.type === "word" && SMALL.has(token.text)) note(token.text);
    });
  return kept;
}

// The tree of what is asked for, null for everything. `note` is told what was read otherwise than it looks: a key and values.
export function ask(text, folder, note) {
  if (text.length > LONGEST) note("long", { n: LONGEST });
  const tokens = mend(cut(text, folder, note), note);
  let at = 0;
  const peek = () => tokens[at]?.type;

  function any(field) {
    const parts = [all(field)];
    while (peek() === "OR") { at += 1; parts.push(all(field)); }
    return parts.length > 1 ? { any: parts } : parts[0];
  }

  function all(field) {
    const parts = [unit(field)];
    while (at < tokens.length && peek() !== ")" && peek() !== "OR") {
      if (peek() === "AND") at += 1;
      parts.push(unit(field));
    }
    return parts.length > 1 ? { all: parts } : parts[0];
  }

  function unit(field) {
    let not = false;
    while (peek() === "NOT") { not = !not; at += 1; }
    const found = operand(field);
    return not ? { not: found } : found;
  }

  function operand(field) {
    const token = tokens[at++];
    if (token.type === "(") {
      const inner = any(field);
      at += 1;
      return inner;
    }
    if (token.type === "field") return SCOPES.has(token.name) ? { role: token.name, inner: operand("") } : operand(token.name);
    if (token.type === "dates") {
      if (field && field !== "date") note("dates", { word: `${field}:` });
      return { first: token.first, last: token.last };
    }
    if (field !== "date") return leaf(token, field);
    const dates = readDates(token.text, true, note);
    if (!dates) note("date", { word: token.text.slice(0, 40) });
    return dates ? { first: dates.first, last: dates.last } : leaf(token, "");
  }

  function leaf({ type, text, prefix }, field) {
    const found = folder.words(text);
    return { words: found, text, field, prefix: Boolean(prefix) && !folder.isCharacterwise(found.at(-1)), whole: type === "phrase" };
  }

  const tree = tokens.length ? any("") : null;
  if (tree?.not) note("excludes");
  return tree;
}

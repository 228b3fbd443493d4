// Dates in plain figures, and spans in every form that people write: the rules of the server (`search/dating.py`).

const ISO = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const LOOSE = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/; // 2014/8/6
const DAY_FIRST = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/; // 6.8.2014, 08.2014
const DOTTED = /^([\d/.-]*?\d)?(?:\.{2,}|…)(\d[\d/.-]*)?$/;
const DASHED = /^(\d[\d/.-]*)[–—−](\d[\d/.-]*)$/;
const YEARS = /^(\d{4})-(\d{4})$/;
const COMPARED = /^([<>]=?)(\d[\d/.-]*)$/;
const LIMITED = /^(?:(>=?)?(\d[\d/.-]{0,9}?))?(?:\.{2,}|…)(?:(<=?)?(\d[\d/.-]{0,9}))?$/; // ">=2014..", "2014..<2016"
const MUDDLED = /^(?=[^<>]*[<>])(?=\D*\d)(?=.*(?:\.\.|…))[<>=\d/.…-]+$/s; // "<2014.."
const YEAR = /^(?:1[89]|20)\d\d$/; // a number that means a year where no field says so

// The date as ISO 8601, as precise as typed; null for anything else.
function readDate(text) {
  const [, year, , month, day] = LOOSE.exec(text) ?? [];
  const [, dayFirst, monthNext, yearLast] = DAY_FIRST.exec(text) ?? [];
  const parts = year ? [year, month, day] : [yearLast, monthNext, dayFirst];
  const iso = parts.filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
  return ISO.test(iso) ? iso : null;
}

// Whether the calendar has the date.
function isDay(date) {
  const day = date.length < 10 ? null : new Date(`${date}T00:00:00Z`);
  return !day || (date > "0001" && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date));
}

// The year, month or day after (1) or before (-1) this one; itself at the ends of the calendar.
function beside(date, step) {
  if (!isDay(date)) return date;
  const [year, month, day] = date.split("-").map(Number);
  const moved = new Date(0);
  moved.setUTCFullYear(month ? year : year + step, month ? month - 1 + (day ? 0 : step) : 0, day ? day + step : 1);
  const told = moved.toISOString().slice(0, date.length);
  return ISO.test(told) ? told : date;
}

function readCompared(text, named) {
  const [, sign, figures] = COMPARED.exec(text) ?? [];
  const date = sign && readDate(figures);
  if (!date || !(named || date.includes("-") || YEAR.test(date))) return null;
  const edge = sign.length > 1 ? date : beside(date, sign === ">" ? 1 : -1);
  return sign.startsWith(">") ? [edge, ""] : ["", edge];
}

// The span whose dots stand beside a sign as well; null where the two say different things.
function readLimited(text, named) {
  const [, over, from, under, to] = LIMITED.exec(text) ?? [];
  if (!over && !under) return null;
  const side = (sign, figures, at) => {
    const date = figures ? readDate(figures) : "";
    return date && sign ? (readCompared(sign + date, named)?.[at] ?? null) : date;
  };
  const [first, last] = [side(over, from, 0), side(under, to, 1)];
  if (first === null || last === null) return null;
  const shared = Math.min(first.length, last.length);
  return first.slice(0, shared) <= last.slice(0, shared) ? [first, last] : null;
}

// The first and last date of a span, "" for an open side; null for anything else.
function readSpan(text, named) {
  const dotted = DOTTED.exec(text);
  const dashed = DASHED.exec(text) ?? YEARS.exec(text);
  if (!dotted && !dashed) return readLimited(text, named) ?? readCompared(text, named);
  if (dashed && !named && dashed.slice(1).some((side) => /^\d+$/.test(side) && !YEAR.test(side))) return null;
  const [first, last] = (dotted ?? dashed).slice(1).map((side) => (side ? readDate(side) : ""));
  return first === null || last === null || !(first || last) ? null : [first, last];
}

function noteDays(dates, note) {
  for (const date of dates) if (!isDay(date)) note("calendar", { date });
}

// What dates a run means: {type: "dates", first, last}, null for none. A number alone is a year only where dates are asked for.
export function readDates(text, named, note) {
  const span = readSpan(text, named);
  if (!span) {
    const date = readDate(text);
    if (!date || !(named || date.length > 4)) return null;
    noteDays([date], note);
    return { type: "dates", text, first: date, last: date };
  }
  let [first, last] = span;
  const shared = Math.min(first.length, last.length);
  if (first.slice(0, shared) > last.slice(0, shared)) {
    note("backwards", { word: text });
    [first, last] = [last, first];
  }
  noteDays([first, last], note);
  if (!named && YEARS.test(text)) note("years", { word: text, first, last });
  return { type: "dates", text, first, last };
}

export function isDotted(text) {
  return DOTTED.test(text) || MUDDLED.test(text);
}

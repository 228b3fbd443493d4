// From a tree to the parts that may have what is asked for, the most promising first. Whether a passage has it is seen when it is read.

const SIGNS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => sign !== '"' && sign !== "\\");
const VALUE = new Map(SIGNS.map((sign, value) => [sign, value]));
const SMALL = 60, REST = 32;
const WEIGHTS = [0.6, 1, 1.4, 1.8]; // what a level stands for
const MOST_SHARDS = 6; // files of words that a beginning may touch

export function decode(text) {
  const numbers = [];
  let number = -1;
  for (let at = 0; at < text.length; at += 1) {
    const rests = [];
    while (VALUE.get(text[at]) >= SMALL) rests.push(VALUE.get(text[at++]) - SMALL);
    let step = VALUE.get(text[at]);
    while (rests.length) step = SMALL + rests.pop() + REST * step;
    number += step + 1;
    numbers.push(number);
  }
  return numbers;
}

// The order of Python's strings, by code points; a browser's own is by halves of them.
export function compare(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const a = one.charCodeAt(at), b = other.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

function rank(unit) {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

// "2014-08" of thirteen times the year and the month; "2014" where that is 0; "" of nothing.
function monthOf(number) {
  const year = String(Math.floor(number / 13)).padStart(4, "0"), month = number % 13;
  return number && (month ? `${year}-${String(month).padStart(2, "0")}` : year) || "";
}

// The place of the last of `firsts` that does not come after `word`; 0 where all do.
function place(firsts, word) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(firsts[middle], word) <= 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export function makeFinder(segment, loader, notes) {
  const folder = segment.folder;

  async function shards(word, prefix) {
    if (!segment.pages.length) return [];
    const found = [];
    const last = prefix ? `${word}\u{10ffff}` : word;
    for (let page = place(segment.pages, word); page < segment.pages.length && found.length <= MOST_SHARDS; page += 1) {
      if (compare(segment.pages[page], last) > 0) break;
      const firsts = await loader.load(`${folder}/pages/${page}`);
      for (let shard = place(firsts, word); shard < firsts.length && found.length <= MOST_SHARDS; shard += 1) {
        if (compare(firsts[shard], last) > 0) break;
        found.push(`${folder}/words/${page}/${shard}`);
      }
    }
    if (found.length > MOST_SHARDS) notes.add("beginnings");
    return Promise.all(found.slice(0, MOST_SHARDS).map((name) => loader.load(name)));
  }

  // Part -> weight, for those that have the word; `told` is false where only the weightiest are told.
  async function parts(word, prefix) {
    const scores = new Map();
    let told = true;
    for (const shard of await shards(word, prefix)) {
      const words = prefix ? Object.keys(shard).filter((each) => each.startsWith(word)) : Object.hasOwn(shard, word) ? [word] : [];
      for (const each of words) {
        const [count, ...levels] = shard[each].split(" ");
        const lists = levels.map(decode);
        const total = Number(count) || lists.reduce((sum, list) => sum + list.length, 0);
        if (count) told = false;
        const rarity = word.includes(":") ? 0 : Math.log(1 + (segment.parts - total + 0.5) / (total + 0.5));
        lists.forEach((list, level) => list.forEach((part) => scores.set(part, Math.max(scores.get(part) ?? 0, rarity * WEIGHTS[level]))));
      }
    }
    return { scores, told };
  }

  // {scores, told}: `scores` is null where every part may have it.
  async function find(tree) {
    if (!tree || tree.not) return { scores: null, told: true };
    if (tree.all) return meet(await Promise.all(tree.all.map(find)));
    if (tree.any) return join(await Promise.all(tree.any.map(find)));
    if (tree.role) return meet([await parts(`role:${tree.role}`), await find(tree.inner)]);
    if (tree.first !== undefined) return { scores: between(tree), told: true };
    return leaf(tree);
  }

  async function leaf({ words, field, prefix }) {
    const asked = words.map((word, at) => parts(field ? `${field}:${word}` : word, prefix && at === words.length - 1));
    return meet(await Promise.all(asked));
  }

  function meet(found) {
    const exact = found.filter(({ scores, told }) => scores && told);
    const vague = found.filter(({ scores, told }) => scores && !told);
    if (!exact.length && !vague.length) return { scores: null, told: true };
    if (!exact.length && vague.length > 1) notes.add("common");
    const bases = exact.length ? exact : vague.slice(0, 1);
    const least = bases.reduce((one, other) => (other.scores.size < one.scores.size ? other : one));
    const scores = new Map();
    for (const [part, score] of least.scores) {
      if (!exact.every((other) => other === least || other.scores.has(part))) continue;
      const others = found.reduce((sum, other) => (other === least || !other.scores ? sum : sum + (other.scores.get(part) ?? 0)), 0);
      scores.set(part, score + others);
    }
    return { scores, told: exact.length > 0 };
  }

  function join(found) {
    if (found.some(({ scores }) => !scores)) return { scores: null, told: true };
    const scores = new Map();
    for (const each of found) for (const [part, score] of each.scores) scores.set(part, (scores.get(part) ?? 0) + score);
    return { scores, told: found.every(({ told }) => told) };
  }

  // The parts of months that a range touches; days are looked at when a part is read.
  function between({ first, last }) {
    const scores = new Map();
    const begins = decode(segment.months[1]);
    decode(segment.months[0]).forEach((before, at) => {
      const month = monthOf(segment.newest - before);
      if (!month || month.slice(0, first.length) < first.slice(0, month.length)) return;
      if (last && month.slice(0, last.length) > last.slice(0, month.length)) return;
      const end = begins[at + 1] ?? segment.parts;
      for (let part = begins[at]; part < end; part += 1) scores.set(part, 0);
    });
    return scores;
  }

  const dead = new Set(decode(segment.dead));
  return async (tree) => {
    const { scores, told } = await find(tree);
    const all = scores ? [...scores] : Array.from({ length: segment.parts }, (_, part) => [part, 0]);
    return { found: all.filter(([part]) => !dead.has(part)).map(([part, score]) => ({ segment, part, score })), told };
  };
}

// Whether a passage has what a tree asks for, and where. The server's rules, on the text itself.

const WIDTH = { 4: 9999, 7: 99 }; // how far the days inside a date reach beyond its own number

function dateNumber(date) {
  const digits = (date ?? "").replaceAll("-", "").slice(0, 8);
  return digits.length >= 4 ? Number(digits.padEnd(8, "0")) : 0;
}

export function makeMatcher(folder) {
  // The passage made ready: its words, and those of the names that it stands under.
  function prepare(part, turn, isFirst) {
    const found = folder.find(turn.text ?? "");
    const names = {
      speaker: [turn.speaker, turn.label], person: [turn.person], role: [turn.role, turn.id ? "" : "passage"], kind: [part.kind], section: part.section ?? [],
      tag: part.tag ?? [], category: [part.category], place: [part.place], language: [part.language], title: [part.title],
    };
    return { found, words: found.map(({ word }) => word), names, head: isFirst ? folder.words(part.title ?? "") : [], role: turn.role, date: dateNumber(part.date), fields: new Map() };
  }

  function named(passage, field) {
    if (!passage.fields.has(field)) passage.fields.set(field, passage.names[field].filter(Boolean).map(folder.words));
    return passage.fields.get(field);
  }

  function runs(words, { words: asked, prefix }) {
    const starts = [];
    const last = asked.length - 1;
    for (let at = 0; at + last < words.length; at += 1) {
      const fits = (word, offset) => (prefix && offset === last ? words[at + offset].startsWith(word) : words[at + offset] === word);
      if (asked.every(fits)) starts.push(at);
    }
    return starts;
  }

  function hasName(passage, leaf) {
    const names = named(passage, leaf.field);
    if (!leaf.whole || leaf.field === "title") return names.some((name) => runs(name, leaf).length);
    const joined = leaf.words.join("-");
    if (leaf.field === "speaker" && (passage.names.person[0] ?? "") === joined) return true;
    return names.some((name) => name.join(" ") === leaf.words.join(" "));
  }

  function has(passage, tree) {
    if (!tree) return true;
    if (tree.all) return tree.all.every((part) => has(passage, part));
    if (tree.any) return tree.any.some((part) => has(passage, part));
    if (tree.not) return !has(passage, tree.not);
    if (tree.role) return passage.role === tree.role && has(passage, tree.inner);
    if (tree.first !== undefined) {
      const from = tree.first ? dateNumber(tree.first) : 1;
      const to = tree.last ? dateNumber(tree.last) + (WIDTH[tree.last.length] ?? 0) : 99999999;
      return passage.date >= from && passage.date <= to;
    }
    if (tree.field) return hasName(passage, tree);
    return runs(passage.words, tree).length > 0 || runs(passage.head, tree).length > 0;
  }

  // Spans of the text that match words asked for, in order.
  function marks(passage, tree) {
    const spans = [];
    (function collect(node) {
      if (!node || node.not) return;
      (node.all ?? node.any ?? (node.role ? [node.inner] : [])).forEach(collect);
      if (!node.words || node.field) return;
      for (const at of runs(passage.words, node)) spans.push([passage.found[at].start, passage.found[at + node.words.length - 1].end]);
    })(tree);
    spans.sort((one, other) => one[0] - other[0]);
    return spans.filter(([start], at) => !at || start >= spans[at - 1][1]);
  }

  return { prepare, has, marks };
}

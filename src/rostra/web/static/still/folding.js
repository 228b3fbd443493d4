// Words cut and folded by the rules of the server: the general rule, and a table of what it does not get right.

const LETTER = /[\p{L}\p{N}\p{M}]/u;

export function makeFolder(data) {
  const accents = new RegExp(data.accents, "gu");
  const characterwise = new RegExp(data.characterwise, "u");
  const folds = new Map([...Object.entries(data.folds), ...[...data.kept].map((character) => [character, character])]);
  const plain = new Map(Object.entries(data.plain));
  const known = new Map(); // character -> what it becomes

  function general(character) {
    const bare = character.toLowerCase().normalize("NFKD").replace(accents, "").normalize("NFC").toLowerCase();
    return [...bare].filter((part) => LETTER.test(part)).map((part) => plain.get(part) ?? part).join("");
  }

  function make(character) {
    if (data.invisible.includes(character)) return "";
    if (!LETTER.test(character)) return " ";
    const folded = folds.get(character) ?? general(character);
    if (!characterwise.test(character)) return folded;
    return ` ${[...folded].length === 1 ? folded : character} `; // one character is one word
  }

  function fold(character) {
    let folded = known.get(character);
    if (folded === undefined) known.set(character, (folded = make(character)));
    return folded;
  }

  // The words of a text in order, each with where it stands: {word, start, end}.
  function find(text) {
    const words = [];
    let word = "", start = 0, at = 0;
    const close = (end) => {
      if (word) words.push({ word: [...word].slice(0, data.longest).join(""), start, end });
      word = "";
    };
    for (const character of text) {
      const folded = fold(character);
      if (folded.startsWith(" ")) {
        close(at);
        const own = folded.trim();
        if (own) words.push({ word: own, start: at, end: at + character.length });
      } else {
        if (!word) start = at;
        word += folded;
      }
      at += character.length;
    }
    close(at);
    return words;
  }

  return { find, words: (text) => find(text).map(({ word }) => word), isCharacterwise: (word) => characterwise.test(word) };
}

// What scripts say, in the page's language: the head of a page gives it where that is not English, which is the key.

const told = JSON.parse(document.querySelector('meta[name="messages"]')?.content || "{}");

export function t(text, values = {}) {
  return (told[text] ?? text).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

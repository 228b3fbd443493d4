// Files of the index come as scripts, not by fetch: a page in a folder may load the one, but not the other.

const waiting = new Map();
globalThis.rostra = (name, value) => waiting.get(name)?.(value);

export function makeLoader(base) {
  const asked = new Map();

  function load(name, version = "") {
    const known = asked.get(name);
    if (known) return known;
    const coming = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(name, (value) => {
        waiting.delete(name);
        resolve(value);
      });
      script.src = new URL(`${name}.js${version}`, base);
      script.onload = () => { script.remove(); reject(new Error(name)); }; // does nothing once it is resolved
      script.onerror = () => { script.remove(); asked.delete(name); reject(new Error(name)); };
      document.head.append(script);
    });
    asked.set(name, coming);
    return coming;
  }

  return { load };
}

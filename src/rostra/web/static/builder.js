// The query that the form stands for, shown while its fields are filled in. The server puts it together: there is one set of rules.

const PAUSE = 250;

export function showQueryWhileBuilding() {
  const output = document.getElementById("built");
  const form = output?.closest("form");
  if (!form) return;
  const shown = output.querySelector("code");
  let waiting = 0;
  let asked = null;
  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    fields.set("show", "1");
    try {
      const answer = await fetch(`${form.action}?${fields}`, { signal: asked.signal });
      if (answer.ok) shown.textContent = await answer.text();
    } catch {
      // Offline, or overtaken by what was typed since: what is shown stays.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
}

// The turns of what is being written, asked for a moment after the last key.
const form = document.querySelector("#write");
const shown = document.querySelector("#structured");
let waiting = 0;
let asked = 0;
const ask = async () => {
  const number = ++asked;
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    if (!answer.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...page.body.childNodes);
  } catch {
    // Offline for a moment: the Preview button says what is wrong.
  }
};
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 400);
});

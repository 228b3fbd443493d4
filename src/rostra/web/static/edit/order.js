// What stands in an order, by keys: Alt with an arrow moves the line in focus, which stays in focus when the page is there again.
for (const line of document.querySelectorAll(".by-keys")) line.hidden = false;
const moved = document.getElementById(location.hash.slice(1));
addEventListener("load", () => { // the browser itself goes to the line before, and would take the focus away again
  if (moved?.closest(".in-order")) moved.querySelector("button")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const button = way && event.target.closest(".in-order > li")?.querySelector(`button[value="${way}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

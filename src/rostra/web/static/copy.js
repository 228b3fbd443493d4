// A button beside each citation that puts it on the clipboard.

export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here";
  }
  setTimeout(() => { button.textContent = before; }, 1600);
}

export function offerCopies() {
  if (!navigator.clipboard) return;
  for (const citation of document.querySelectorAll(".citation")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy, ${citation.querySelector("pre").getAttribute("aria-label")}`);
    button.addEventListener("click", () => copy(citation.querySelector("pre").textContent, button));
    citation.append(button);
  }
}

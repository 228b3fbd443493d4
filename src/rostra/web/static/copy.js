// A button beside each citation that puts it on the clipboard.

import { t } from "./messages.js";

export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t("Copied");
  } catch {
    button.textContent = t("Not allowed here");
  }
  setTimeout(() => { button.textContent = before; }, 1600);
}

export function offerCopies() {
  if (!navigator.clipboard) return;
  for (const citation of document.querySelectorAll(".citation")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = t("Copy");
    button.setAttribute("aria-label", t("Copy, {what}", { what: citation.querySelector("pre").getAttribute("aria-label") }));
    button.addEventListener("click", () => copy(citation.querySelector("pre").textContent, button));
    citation.append(button);
  }
}

// On a phone the outline is a sheet over the page: choosing a line closes it.

export function closeSheetOnChoice() {
  const sheet = document.getElementById("outline");
  sheet?.addEventListener("click", (event) => {
    if (event.target.closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
  });
}

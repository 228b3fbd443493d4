// What of a statement is shown stands in the address, so that it can be sent to somebody; a link to a turn always shows it.

export function rememberWhatIsShown() {
  const choice = document.getElementById("only");
  if (!choice) return;
  const pick = (value) => {
    const input = [...choice.querySelectorAll("input")].find((each) => each.value === value);
    if (input) input.checked = true;
  };
  pick(new URLSearchParams(location.search).get("only") ?? "");
  choice.addEventListener("change", (event) => {
    const address = new URL(location);
    if (event.target.value) address.searchParams.set("only", event.target.value);
    else address.searchParams.delete("only");
    history.replaceState(null, "", address);
  });
  const reveal = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && !place.checkVisibility()) {
      pick("");
      place.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
}

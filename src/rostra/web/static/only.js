// What of a statement is shown stands in the address, so that it can be sent to somebody; a link to a turn always shows it.

export function rememberWhatIsShown() {
  const choice = document.getElementById("only");
  if (!choice) return;
  const pick = (value) => {
    const input = [...choice.querySelectorAll("input")].find((each) => each.value === value);
    if (input) input.checked = true;
  };
  const onOtherPages = (value) => {
    for (const link of document.querySelectorAll(".portions a")) {
      const address = new URL(link.href);
      if (value) address.searchParams.set("only", value);
      else address.searchParams.delete("only");
      link.href = address;
    }
  };
  const first = new URLSearchParams(location.search).get("only") ?? "";
  pick(first);
  onOtherPages(first);
  choice.addEventListener("change", (event) => {
    const address = new URL(location);
    if (event.target.value) address.searchParams.set("only", event.target.value);
    else address.searchParams.delete("only");
    history.replaceState(null, "", address);
    onOtherPages(event.target.value);
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

// A link to a turn of a long statement that stands on another of its pages leads on there.

export function goToTurnElsewhere() {
  const look = () => {
    const place = decodeURIComponent(location.hash.slice(1));
    const link = document.getElementById(place) ?? document.getElementById(place.split("-")[0]);
    if (!link?.matches(".elsewhere a")) return;
    const address = new URL(link.href);
    address.hash = place;
    location.replace(address);
  };
  addEventListener("hashchange", look);
  look();
}

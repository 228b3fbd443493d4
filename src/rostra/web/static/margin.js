// The margin stays in view beside a long text where the window shows it whole; a taller one scrolls with the page, cut nowhere.
const ROOM = 48; // pixels: the distance that it keeps from the window's edges

export function keepMarginInView() {
  const margin = document.querySelector(".reading .margin");
  if (!margin) return;
  const look = () => margin.classList.toggle("fits", margin.offsetHeight + ROOM <= innerHeight);
  addEventListener("resize", look);
  look();
}

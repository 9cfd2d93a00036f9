// A browser without HLS plays a drawn film as one file, which is put together now if it is not there.
export function wholeIfNeeded({ video, parts: { whole } }) {
  if (!whole || video.canPlayType("application/vnd.apple.mpegurl")) return;
  whole.hidden = false;
  whole.addEventListener("htmx:afterSettle", () => {
    const ready = whole.querySelector("[data-ready]");
    if (!ready) return;
    video.src = ready.dataset.ready;
    whole.hidden = true;
  });
  const ask = () => whole.querySelector("[data-ask]")?.dispatchEvent(new Event("wanted"));
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask);
}

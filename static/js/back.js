// <a href="/library/" data-back>: back to that list as it was narrowed, where one comes from there.
for (const link of document.querySelectorAll("a[data-back]")) {
  const from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin && from.pathname === new URL(link.href).pathname) link.href = from.href;
}

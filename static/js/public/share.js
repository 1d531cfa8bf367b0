// Adds "Share" or "Copy" to links that were made to be passed on; the link itself needs no script.
for (const place of document.querySelectorAll("[data-share]")) {
  const button = document.createElement("button");
  const canShare = typeof navigator.share === "function";
  button.type = "button";
  button.className = "button plain";
  button.setAttribute("aria-live", "polite");
  button.textContent = canShare ? place.dataset.shareLabel : place.dataset.copyLabel;
  button.addEventListener("click", async () => {
    const url = place.dataset.share;
    try {
      if (canShare) {
        await navigator.share({ url, title: place.dataset.shareTitle || document.title });
      } else {
        await navigator.clipboard.writeText(url);
        button.textContent = place.dataset.copiedLabel;
      }
    } catch {
      // The visitor closed the sheet, or the browser refused: the address is still on the page.
    }
  });
  place.append(button);
}

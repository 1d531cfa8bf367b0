// Says so where a page is open inside another app, whose browser cannot open calendar files. What
// the browser calls itself is looked at here, and told to nobody.
const names = /Instagram|FBAN|FBAV|FB_IAB|Telegram|TikTok|musical_ly|Twitter|Line\//;
if (names.test(navigator.userAgent) || "TelegramWebviewProxy" in window) {
  for (const hint of document.querySelectorAll("[data-in-app]")) hint.hidden = false;
}

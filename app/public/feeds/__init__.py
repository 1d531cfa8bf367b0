"""What machines read beside calendars: news for feed readers, pages for search engines."""

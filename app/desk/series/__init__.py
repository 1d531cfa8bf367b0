"""Actions that come back: the first date, the dates ahead, the end."""
